package io.github.pinsink.tools.suggest;

import java.util.List;
import java.util.Optional;

/** Which words in the names that systems give to events, topics and properties stand for which event of the API. */
final class EventWords {
    /**
     * @param event the API's name
     * @param phrases each of them is evidence, if all its words are there; a word of four letters or more may be the beginning
     *     of a longer one
     */
    record Row(String event, List<String> phrases) {}

    /** Names with such a word are no conversion. */
    static final List<String> NEGATIVE = Words.list("""
            cancel, refund, return, fail, declin, delet, remov, abandon, expir, reject, void, revers,
            chargeback, unsub, bounc, storno, retour, updat, edit, ship, shipped, deliver, dispatch, fulfil,
            draft, unpaid, dispute, logout, error, heartbeat, uninstall, downgrad, pause, annul, rembours, devol, devuel, anulad, anulow, zwrot,
            geannul, terugbet, rimbors, reso, zurueck, gekuendigt, kuendig, resili, storn""");

    /** The first that fits counts. */
    static final List<Row> ROWS = List.of(
            new Row("add_to_wishlist", Words.list("wish, favorit, favourit, merkzettel, save item, saved item")),
            new Row("initiate_checkout", Words.list("""
            checkout start, checkout begin, checkout begun, checkout init, checkout enter, booking start""")),
            new Row(
                    "add_payment_info",
                    List.of("payment info", "payment method add", "add payment", "payment entered")),
            new Row("add_to_cart", List.of("cart", "basket", "add bag", "warenkorb", "trolley")),
            new Row("start_trial", List.of("trial")),
            new Row("signup", Words.list("""
            newsletter, signup, sign up, signed up, regist, account creat, user creat, joined, enrol, optin, opt
            in, anmeldung, email subscri, mailing list, waitlist, inscription, inscripcion, inscricao, iscrizion, rejestracj, aanmeld,
            registro""")),
            new Row(
                    "subscribe",
                    Words.list("subscri, renew, membership, abo, abonn, suscrip, abbonament, assinatura, subskrypc")),
            new Row("app_install", List.of("install", "first open")),
            new Row("app_open", Words.list("app open, opened app, app launch, app start, session start, launch")),
            new Row("watch_video", List.of("video")),
            new Row(
                    "view_category",
                    Words.list("category, categories, collection, product list, item list, kategorie")),
            new Row("search", List.of("search", "query", "suche")),
            new Row("find_location", List.of("store locat", "find store", "location search")),
            new Row(
                    "schedule",
                    List.of(
                            "appointment",
                            "schedul",
                            "meeting",
                            "test drive",
                            "termin",
                            "rendez vous",
                            "cita",
                            "afspraak")),
            new Row(
                    "submit_application",
                    List.of("propost", "wniosek", "candidatur", "antrag", "applicat", "apply", "applied", "bewerbung")),
            new Row("lead", Words.list("""
            lead, quot, inquiry, enquiry, rfq, form submi, form fill, demo, anfrage, angebot, prospect,
            brochure, callback, opportunity, devis, presupuesto, preventivo, offerte, wycena, zapytanie, orcamento, solicitud, contact form,
            estimate, consultation, richiesta, demande""")),
            new Row("contact", List.of("contact", "chat", "whatsapp", "call")),
            new Row("customize_product", List.of("customiz", "customis", "configurator")),
            new Row("page_visit", Words.list("view, visit, impression, browse, pageview, page, screen, pdp, detail")),
            new Row("checkout", Words.list("""
            purchas, order, transaction, sale, sold, checkout, payment, paid, booking, booked, reserv, receipt,
            invoice, bestell, kauf, auftrag, buchung, beleg, conversion, charge, rental, ticket, donat, buy,
            bought, deposit, pos, iap, in app purchas, commande, achat, vente, pedido, compra, venta, ordine, acquist, vendita, zamowien, zakup,
            sprzeda, bestelling, aankoop, verkoop, verkauf, encomenda, venda, paragon, scontrino, kassenbon, facture, factura, rechnung""")));

    private EventWords() {}

    /** Whether the name is that of something that is no conversion, such as a refund. */
    static boolean isNegative(String name) {
        List<String> words = Words.of(name);
        return NEGATIVE.stream().anyMatch(word -> Words.containPhrase(words, word));
    }

    /** The event for a name, such as {@code checkout} for {@code com.example.order.placed.v1}. */
    static Optional<String> event(String name) {
        List<String> words = Words.of(name);
        if (isNegative(name)) {
            return Optional.empty();
        }
        return ROWS.stream()
                .filter(row -> row.phrases().stream().anyMatch(phrase -> Words.containPhrase(words, phrase)))
                .map(Row::event)
                .findFirst();
    }
}
