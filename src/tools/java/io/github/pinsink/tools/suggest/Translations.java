package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * English for the words of names in French, Spanish, German, Italian, Portuguese, Dutch and Polish, and for some of Danish, Swedish and Norwegian, so that the tables of names
 * need English only. Accents are folded before.
 */
final class Translations {
    private static final int MIN_PART = 3;
    private static final int MIN_END = 2;

    /** English words, and the words that stand for them. */
    static final Map<String, List<String>> TABLE = table("""
            order: bestilling, bestallning, commande, pedido, ordine, bestellung, bestell, bestel, bestelling, auftrag, auftrags, encomenda, zamowienie, zamowienia, orden, ordre
            customer: kund, kunde, kunden, klant, klanten, cliente, clientes, klient, klienta
            buyer: acheteur, comprador, acquirente, kaeufer, kupujacy, kupujacego, koper
            user: utilisateur, usuario, utente, benutzer, nutzer, utilizador, uzytkownik, uzytkownika, gebruiker
            seller: vendeur, vendedor, venditore, verkaeufer, haendler, sprzedawca, sprzedawcy, verkoper
            number: nr, numero, nummer, numer, num
            id: identifiant, identificador, identificativo, kennung, identyfikator
            code: codigo, codice, kod
            appointment: rdv, rendezvous, cita, appuntamento, termin, wizyta, wizyty, afspraak, consulta
            platform: plataforma, piattaforma, plateforme, plattform, platforma
            device: dispositivo, appareil, geraet, urzadzenie, apparaat
            subscription: suscripcion, abonnement, abbonamento, assinatura, subskrypcja, abo
            registration: registrierung, registro, registrazione, rejestracja, rejestracji, registratie
            signup: anmeldung, zapis, zapisu
            property: inmueble, immobile, immobilie, imovel, nieruchomosc, vivienda, bien
            doctor: praticien, medecin, medico, arzt, lekarz, arts
            full: complet, completo, completa, pelne, pelna, volledige, volle, voller
            student: alumno, alumna, studente, aluno, schueler, eleve, uczen, kursant
            guest: huesped, ospite, hospede, gast, gosc, goscia
            passenger: pasajero, passeggero, passageiro, passagier, pasazer
            patient: paciente, paziente, pacjent
            enrollment: matricula, iscrizione, inscription, inscripcion, inscricao
            request: demande, solicitud, richiesta, anfrage, aanvraag, zapytanie
            reference: referencia, riferimento, referenz, referentie, referenza, ref
            amount: belob, belop, montant, importe, importo, betrag, betrags, kwota, kwoty, bedrag, montante, monto, quantia
            value: valeur, valor, valore, wert, waarde, wartosc
            price: pris, prix, precio, prezzo, preis, preco, cena, prijs
            unit: unitaire, unitario, unitaria, stueck, stuks, stuk, einzel, jednostkowa, jednostkowy, eenheids
            total: gesamt, totale, totaal, razem, suma, summe, somme, totaux, totales, totali, lacznie, lacznia
            gross: ttc, brutto, bruto, lordo
            net: ht, netto, neto
            tax: tva, iva, mwst, ust, steuer, btw, taxe, impuesto, imposta, podatek
            discount: remise, descuento, sconto, rabatt, desconto, rabat, korting, reduction, nachlass
            fee: frais, gastos, costi, gebuehr, gebuehren, oplata, taxa, kosten
            recipient: destinataire, destinatario, empfaenger, odbiorca, ontvanger, geadresseerde
            shipping: livraison, envio, spedizione, versand, frete, wysylka, wysylki, verzending, verzend
            delivery: entrega, consegna, liefer, lieferung, dostawa, dostawy, bezorg, levering, lever
            quantity: antal, antall, qta, qtd, szt, quantite, cantidad, quantita, menge, anzahl, quantidade, ilosc, aantal, qte, hoeveelheid
            article: vare, vara, articulo, articolo, artikel, artigo, artykul, artykulu
            product: produit, producto, prodotto, produkt, produkte, produto, produktu
            products: produits, productos, prodotti, produkty, producten, produtos, artikelen, articulos, articoli, artigos, artykuly
            lines: linjer, rader, lignes, lineas, righe, positionen, zeilen, regels, linhas, pozycje, posten, orderregels
            name: navn, namn, nom, nombre, nome, naam, nazwa, bezeichnung
            description: libelle, designation, descripcion, omschrijving, descrizione, descricao, opis, beschreibung
            first name: fornavn, fornamn, foernamn, prenom, vorname, voornaam, imie
            last name: efternavn, etternavn, efternamn, apellido, apellidos, cognome, sobrenome, nachname, familienname, achternaam, nazwisko
            email: courriel, correo
            phone: tel, telefon, telefono, telefone, telefoon, tlf, telephone, telefonu
            mobile: portable, movil, cellulare, celular, telemovel, mobiel, handy, gsm, komorkowy
            birth: fodsels, foedsels, naissance, nacimiento, nascita, geburts, nascimento, geboorte, urodzenia
            date: fecha, data, datum
            time: heure, hora, ora, uhrzeit, zeit, godzina, tijd, tijdstip, zeitpunkt
            timestamp: horodatage, zeitstempel
            created: oprettet, opprettet, skapad, cree, creado, creada, creazione, erstellt, criado, utworzono, utworzenia, creation, aangemaakt, creacion, criacao
            placed: passee, realizado, effettuato, effettuata, zlozono, zlozenia, geplaatst
            purchase: achat, compra, acquisto, kauf, zakup, zakupu, aankoop
            payment: paiement, pago, pagamento, zahlung, zahlungs, platnosc, platnosci, betaling, betaal
            paid: paye, payee, pagado, pagada, pagato, pagata, bezahlt, oplacone, betaald
            sale: vente, venta, vendita, verkauf, verkaufs, venda, sprzedaz, sprzedazy, verkoop
            booking: buchung, buchungs, reserva, prenotazione, rezerwacja, rezerwacji, boeking, boekings, reservierung, reservierungs
            receipt: recu, recibo, ricevuta, scontrino, bon, beleg, paragon, paragonu, kassenbon
            transaction: transaccion, transazione, transaktion, transaktions, transacao, transakcja, transakcji, transactie
            invoice: facture, factura, fattura, rechnung, fatura, faktura, faktury, factuur
            billing: facturation, facturacion, fatturazione, rechnungs, faturamento, faturacao
            contract: contrat, contrato, contratto, vertrag, vertrags, umowa, umowy
            status: statut, estado, stato, stan, zustand
            type: tipo, typ, soort
            event: evenement, evento, ereignis, zdarzenie, zdarzenia, gebeurtenis
            form: formulaire, formulario, modulo, formular, formularz, formulier
            channel: canal, kanal, canale, kanaal
            language: langue, idioma, lingua, sprache, jezyk, taal
            gender: sexe, sexo, sesso, geschlecht, plec, geslacht
            browser: navigateur, navegador, przegladarka
            agent: agente
            brand: marque, marca, marke, marka, merk, hersteller, fabricante
            category: categorie, categoria, kategorie, kategoria, rayon, warengruppe, reparto
            store: magasin, tienda, negozio, filiale, loja, sklep, winkel, boutique, filiaal, sucursal
            register: caisse, caja, cassa, kasse, caixa, kasa, kassa
            page: pagina, seite, strona
            cart: panier, carrito, carrello, warenkorb, koszyk, winkelwagen, carrinho
            address: adresse, direccion, indirizzo, anschrift, endereco, adres
            postal: postale, pocztowy
            postal code: postnr, postnummer, plz, postleitzahl, cp, cap, cep
            city: ville, ciudad, citta, stadt, ort, cidade, miasto, plaats, woonplaats, poblacion, localidad, comune, miejscowosc, wohnort
            country: pays, pais, paese, land, kraj, nazione
            currency: devise, moneda, valuta, waehrung, moeda, waluta, divisa, monnaie
            loyalty: fidelite, fidelidad, fedelta, treue
            card: carte, tarjeta, tessera, karte, karten, karta, karty, kaart, cartao
            start: debut, inicio, beginn, inizio, poczatek, begin
            end: fin, ende, fine, koniec, einde, fim
            due: echeance, vencimiento, scadenza, faellig, faelligkeit, vencimento
            valid: valable, valido, gueltig, wazny, geldig
            issue: emissione, emision, emissao, wystawienia, ausstellungs, emission
            operating: operacional, operativo, operationnel, exploitation
            system: sistema, systeme
            state: uf
            application: proposta, propuesta, bewerbung, antrag, antrags, wniosek, wniosku, candidatura, candidature, aanmelding
            subscriber: abonnee, abonne, abonnent, abbonato, abonado, suscriptor, assinante, abonent, abonenta
            seats: miejsca, sitze, plaetze, asientos, posti, lugares, plaatsen, stoelen
            ticket: billet, billete, biglietto, bilet, biletu, entrada, bilhete, fahrkarte, eintrittskarte
            consent: consentement, consentimiento, consenso, einwilligung, zgoda, zgody, toestemming, consentimento, consentements, einwilligungen
            advertising: publicite, publicidad, pubblicita, werbung, reklama, reklamy, reclame, publicidade
            venue: lieu, salle, recinto, spielstaette, veranstaltungsort
            departure: depart, salida, partenza, abreise, abflug
            arrival: arrivee, llegada, arrivo, anreise, ankunft
            """);

    /** Prepositions and articles within a name. */
    private static final Set<String> FILLERS = Words.set(
            "de, du, des, del, della, dello, di, do, da, la, le, el, van, der, den, of, details, detail, info");

    private static final Map<String, List<String>> ENGLISH = english();

    private Translations() {}

    private static Map<String, List<String>> table(String text) {
        Map<String, List<String>> table = new LinkedHashMap<>();
        text.lines().forEach(line -> {
            int colon = line.indexOf(':');
            table.put(line.substring(0, colon), Words.list(line.substring(colon + 1)));
        });
        return table;
    }

    private static Map<String, List<String>> english() {
        Map<String, List<String>> english = new HashMap<>();
        TABLE.forEach((word, foreign) -> foreign.forEach(one -> english.put(one, List.of(word.split(" ")))));
        return Map.copyOf(english);
    }

    /** The words in English; those that the table does not have stay as they are. */
    static List<String> english(List<String> words) {
        List<String> all = new ArrayList<>(words.size());
        for (String word : words) {
            if (!FILLERS.contains(word)) {
                all.addAll(english(word));
            }
        }
        return all;
    }

    private static List<String> english(String word) {
        List<String> known = ENGLISH.get(word);
        return known != null ? known : compound(word).orElse(List.of(word));
    }

    /** Such as the German word for order number. Each part is in the table. */
    private static Optional<List<String>> compound(String word) {
        for (int i = MIN_PART; i <= word.length() - MIN_END; i++) {
            List<String> first = part(word.substring(0, i));
            List<String> second = part(word.substring(i));
            if (!first.isEmpty() && !second.isEmpty()) {
                List<String> both = new ArrayList<>(first);
                both.addAll(second);
                return Optional.of(both);
            }
        }
        return Optional.empty();
    }

    /** A foreign word, or one that is the same in English. */
    private static List<String> part(String word) {
        return TABLE.containsKey(word) ? List.of(word) : ENGLISH.getOrDefault(word, List.of());
    }
}
