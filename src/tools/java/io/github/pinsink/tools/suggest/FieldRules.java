package io.github.pinsink.tools.suggest;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules for fields whose value is one property of the record. The documentation is generated from them. */
final class FieldRules {
    /** Somebody or something else than the user. */
    static final Set<String> OTHERS = Words.set("""
            seller, merchant, vendor, supplier, agent, agency, driver, courier, restaurant, hotel,
            property, venue, cashier, staff, employee, clerk, rep, owner, from, support, referrer, emergency,
            recipient, warehouse, store, branch, outlet, shop, filiale, haendler, verkaeufer, kassierer,
            operator, manager, provider, airport, server, before, origin, destination, pickup, hq,
            assigned, assignee, studio, clinic, school, practice, dealer, dealership, garage, gym, salon, office, theater, theatre,
            cinema, museum, depot, apartment, listing, show, performance, instructor, teacher, doctor, host, beneficiary, product, item, campaign, carrier, table, device, card, bank, coupon, template""");

    /** They are somebody else, unless there is nobody else, such as the driver of a rented car. */
    static final Set<String> OTHERS_BESIDE_USER =
            Words.set("driver, owner, recipient, holder, operator, beneficiary, host");

    /** With one of these, a card is that of a customer. */
    static final Set<String> OWNERS_OF_CARDS =
            Words.set("loyalty, customer, member, membership, club, bonus, fidelity, reward, rewards");

    /** Words of a path to the user, the best first. */
    static final List<String> USER = Words.list("""
            customer, user, buyer, billing, contact, guest, client, member, subscriber, booker, purchaser, lead,
            person, kunde, kaeufer, rechnung, rechnungsadresse, profile, traits, account, passenger, traveler,
            traveller, shopper, diner, consumer, patient, applicant, attendee, participant, tenant, insured,
            donor, student, prospect, identity, payer, rider, renter, bidder, viewer, reader, listener, cardholder, policyholder, holder, player, visitor, learner""");

    /** What an order is called. */
    static final List<String> ORDER_NOUNS = Words.list("""
            order, purchase, transaction, sale, receipt, booking, reservation, confirmation, invoice, enrollment, donation,
            rental, ticket, trip, ride, checkout, payment, charge, commande, pedido, ordine,
            bestellung, bestell, auftrag, auftrags, buchung, buchungs, beleg, bon, rechnung, rechnungs, vorgang, vorgangs, reserva, facture, contract, policy, quote, deal, subscription""");

    /** What follows in the name of an order's id. */
    static final List<String> ORDER_ENDS = Words.list("""
            id, number, reference, code, key, uuid, guid, nummer, nr, locator, record locator, increment id""");

    private static final List<FieldRule> USER_DATA = List.of(
            FieldRule.ofUser("em", ValueForm.EMAIL_OR_DIGEST, """
            email, email address, address email, emails, e mail, mail, mail address, emailadresse, e mail adresse, correo,
            courriel, correo electronico, email hash, email hashed, email sha 256, email digest, hem, em, login, username""").alsoByValue(),
            FieldRule.ofUser("ph", ValueForm.PHONE_OR_DIGEST, """
            phone, phone number, telephone, mobile, mobile phone, mobile number, cell, cell phone, cell number,
            contact number, msisdn, tel, telefon, telefonnummer, handy, handynummer, mobil, mobilnummer,
            rufnummer, whatsapp, telefono, phone hash, phone sha 256, phone e 164, phones, ph"""),
            FieldRule.ofUser("fn", ValueForm.NAME, """
            first name, given name, name given, fname, forename, vorname, prenom, name first, given, nombre, fn"""),
            FieldRule.ofUser("ln", ValueForm.NAME, """
            last name, family name, name family, surname, second name, lname, nachname, familienname, name last, family, apellido, nom de famille, client nom, apellidos,
            ln"""),
            FieldRule.ofUser("ge", ValueForm.TEXT, "gender, sex, geschlecht"),
            FieldRule.ofUser("db", ValueForm.ANY, """
            birth date, date of birth, date birth, dob, birthdate, birthday, geburtsdatum, geburtstag, birth day, born, birth date hash, day birth"""),
            FieldRule.ofUser("ct", ValueForm.PLACE, """
            city, town, locality, ort, stadt, wohnort, ville, ciudad, suburb, city name, municipality""").without("from, to, departure, arrival"),
            FieldRule.ofUser("st", ValueForm.PLACE, """
            state, state code, province, province code, region, region code, state province, administrative
            area, bundesland, subdivision"""),
            FieldRule.ofUser("zp", ValueForm.POSTAL_CODE, """
            postal code, zip, zip code, post code, postal, plz, postleitzahl, code postal, zip postal code"""),
            FieldRule.ofUser("country", ValueForm.PLACE, """
            country, country code, country iso, country iso 2, iso 2, country id, country name, land, laendercode,
            pays, cc, geo, market""")
                    .without("issuing, phone, calling, to, departure, arrival"),
            FieldRule.ofUser("external_id", ValueForm.ID, """
            customer id, user id, external id, player id, player pid, user pid, customer pid, customer identifier, customer number, customer no, client number, member id, member
            number, membership id, membership number, buyer id, shopper id, subscriber id, guest id, contact id, patient id, student id, donor id, passenger id, rider id,
            profile id, person id, account id, account number, loyalty id, loyalty number, loyalty card, loyalty
            card number, loyalty member, kundennummer, kunden nr, kunden id, kundennr, kunde id, kunde nr, kunde
            nummer, customer uuid, user uuid, customer key, customer ref, customer reference, crm id, consumer
            id, customer account, applicant id, traveler id, diner id, distinct id, user key, contact key, subscriber key, frequent flyer number, card number, workspace id, organization id, tenant id, household id, company id, uid, client id, anonymous id,
            visitor id, cid, user pseudo id""")
                    .orNamed(userIds())
                    .without("session, transaction, order, request, gift, credit, payment, bank"),
            new FieldRule(
                    "user_data.hashed_maids", ValueForm.UUID, Words.list("""
            advertising id, idfa, gaid, aaid, adid, ad id, ifa, maid, aid, gps adid, google advertising id,
            apple idfa, mobile ad id, advertising identifier, rdid"""), Set.of("vendor", "idfv"), false, false),
            new FieldRule(
                    "user_data.client_ip_address",
                    ValueForm.IP,
                    Words.list("""
            ip, ip address, client ip, remote ip, remote addr, remote address, user ip, ip addr, x forwarded
            for, forwarded for, source ip, uip, ipv 4, ipv 6"""),
                    Words.set("server, host, edge, origin, pos, terminal, store"),
                    false,
                    true),
            new FieldRule(
                    "user_data.client_user_agent",
                    ValueForm.USER_AGENT,
                    Words.list("""
            user agent, ua, agent, user agent string, ua string, browser, http user agent"""),
                    Set.of("server", "mime"),
                    false,
                    false),
            new FieldRule("user_data.click_id", ValueForm.CLICK_ID, Words.list("""
            epik, pinterest click id, pin click id, pinterest epik, pinterest id, epik id, epik cookie,
            pinterest clid"""), Set.of(), false, false));

    private static final List<FieldRule> EVENT = List.of(
            FieldRule.of("event_id", ValueForm.ID, """
            event id, event uuid, message id, msg id, insert id, hit id, event key, dedup id, deduplication id,
            dedup key, idempotency key, event guid, uuid"""),
            FieldRule.of("event_source_url", ValueForm.URL, """
            page url, page location, event source url, source url, page, current url, document location, dl,
            location, href, url, landing page, landing url, landing page url, landing site, checkout url,
            confirmation url, request url, web url, page uri, uri, site url, form url, entry url, signup url, link""").without("""
            image, img, images, photo, picture, avatar, logo, icon, referrer, referer, receipt, invoice,
            tracking, callback, webhook, redirect, status, pdf, manage, cancel, unsubscribe, self, thumbnail,
            download, ticket, product"""),
            FieldRule.of("language", ValueForm.TEXT, """
            language, locale, lang, ul, sprache, language code, user language, preferred language""").without("programming, device"),
            FieldRule.of("wifi", ValueForm.FLAG, "wifi, is wifi, on wifi"));

    private static final List<FieldRule> CUSTOM_DATA = List.of(
            FieldRule.of("custom_data.currency", ValueForm.CURRENCY, """
            currency, currency code, code currency, currency iso, iso currency, currency iso code, iso 4217, waehrung, cu, devise,
            moneda, ccy, cur, curr""").without("from, base, refund, loyalty"),
            FieldRule.of("custom_data.order_id", ValueForm.ID, """
            order id, order number, order reference, sale id, web order id, transaction id, confirmation number, confirmation code, booking reference,
            pnr, record locator, locator, order, payment intent, ti, check number, check id, reference number, increment id,
            appointment id""")
                    .orNamed(orderIds())
                    .without("original, previous, parent, gateway, date, time, status, type, count, value"),
            FieldRule.of("custom_data.search_string", ValueForm.TEXT, """
            search string, search query, search phrase, phrase, search term, search terms, search text, search keyword, search
            keywords, query, keyword, keywords, suchbegriff, q""").without("utm, database, sql, ad"),
            FieldRule.of("custom_data.content_name", ValueForm.TEXT, """
            product name, product title, content name, item name, plan name, offer name, package name, article name,
            produktname, course name, asset name"""),
            FieldRule.of("custom_data.content_category", ValueForm.TEXT, """
            product category, content category, item category, category, category name, kategorie, product type,
            page category"""),
            FieldRule.of(
                            "custom_data.content_brand",
                            ValueForm.TEXT,
                            "product brand, content brand, brand, brand name, marke")
                    .without("device, card, payment, store, phone, hotel"),
            FieldRule.of("custom_data.num_items", ValueForm.WHOLE, """
            num items, item count, items count, total items, number of items, total quantity, quantity, qty,
            units, anzahl, stueckzahl""").without("minor, price, amount, sub"),
            FieldRule.of("custom_data.predicted_ltv", ValueForm.AMOUNT, """
            predicted ltv, ltv, pltv, lifetime value, customer lifetime value, clv"""));

    private static final List<FieldRule> APP_AND_DEVICE = List.of(
            FieldRule.of("app_info.app_id", ValueForm.ID, """
            app id, bundle id, application id, bundle identifier, app bundle, app package, bundle""").without("client"),
            FieldRule.of("app_info.app_package_name", ValueForm.ID, "package name, app package name"),
            FieldRule.of("app_info.app_name", ValueForm.TEXT, "app name, application name"),
            FieldRule.of(
                    "app_info.app_version",
                    ValueForm.ANY,
                    "app version, application version, app build version, app release, client version"),
            FieldRule.of("app_info.app_store", ValueForm.TEXT, "app store, install store"),
            FieldRule.of(
                    "app_info.install_time",
                    ValueForm.TIME,
                    "install time, installed at, install timestamp, install ts, install date, first install"),
            FieldRule.of("device_info.brand", ValueForm.TEXT, "device brand, device manufacturer, device make"),
            FieldRule.of("device_info.model", ValueForm.TEXT, "device model, phone model, device name"),
            FieldRule.of(
                    "device_info.carrier",
                    ValueForm.TEXT,
                    "device carrier, mobile carrier, network carrier, network operator"),
            FieldRule.of(
                    "device_info.network_type",
                    ValueForm.TEXT,
                    "network type, connection type, device net, device network"),
            FieldRule.of("device_info.os_name", ValueForm.TEXT, "os name, device os, os, operating system"),
            FieldRule.of(
                    "device_info.os_version",
                    ValueForm.ANY,
                    "os version, operating system version, device os version, device system version"),
            FieldRule.of("device_info.locale", ValueForm.TEXT, "device locale, device language"),
            FieldRule.of("device_info.timezone", ValueForm.TEXT, "device timezone, device time zone, device tz"));

    private static List<String> userIds() {
        return USER.stream()
                .filter(noun -> !Set.of("lead", "billing", "rechnung", "rechnungsadresse", "identity", "traits")
                        .contains(noun))
                .flatMap(noun -> Stream.of("id", "number", "code", "key", "reference", "uuid")
                        .map(end -> noun + " " + end))
                .toList();
    }

    private static List<String> orderIds() {
        List<String> all = new ArrayList<>();
        for (String noun : ORDER_NOUNS) {
            for (String end : ORDER_ENDS) {
                all.add(noun + " " + end);
            }
            all.add("numero " + noun);
            all.add("numero de " + noun);
        }
        return all;
    }

    private FieldRules() {}

    static List<FieldRule> all() {
        return Stream.of(EVENT, USER_DATA, CUSTOM_DATA, APP_AND_DEVICE)
                .flatMap(List::stream)
                .toList();
    }

    static FieldRule of(String field) {
        return all().stream()
                .filter(rule -> rule.field().equals(field))
                .findFirst()
                .orElseThrow();
    }
}
