package io.github.pinsink.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The names of other tools as their own references spell them, and what each is to Pinterest. */
class EventNamesTest {
    private static final String SEGMENT = """
            checkout: Order Completed, Completed Order
            add_to_cart: Product Added, Added Product, Wishlist Product Added to Cart
            add_to_wishlist: Product Added to Wishlist
            initiate_checkout: Checkout Started, Started Checkout
            add_payment_info: Payment Info Entered
            page_visit: Page Viewed, Viewed Page, Product Viewed, Viewed Product, page, screen
            view_category: Product List Viewed, Viewed Product Category, Product List Filtered
            search: Products Searched, Searched Products
            signup: Signed Up, Account Created
            lead: Lead Generated
            start_trial: Trial Started
            subscribe: Subscription Started
            app_install: Application Installed
            app_open: Application Opened
            watch_video: Video Playback Started, Video Content Started
            """;
    private static final String GA4 = """
            checkout: purchase, in_app_purchase, ecommerce_purchase
            add_to_cart: add_to_cart
            add_to_wishlist: add_to_wishlist
            add_payment_info: add_payment_info
            initiate_checkout: begin_checkout
            page_visit: page_view, screen_view, view_item
            view_category: view_item_list
            search: view_search_results, search
            signup: sign_up
            lead: generate_lead
            app_install: first_open
            app_open: app_open
            watch_video: video_start
            """;
    private static final String SHOPIFY = """
            checkout: checkout_completed, orders/paid
            add_to_cart: product_added_to_cart
            initiate_checkout: checkout_started, checkouts/create
            add_payment_info: payment_info_submitted
            page_visit: page_viewed, product_viewed
            view_category: collection_viewed
            search: search_submitted
            """;
    private static final String META = """
            checkout: Purchase, fb_mobile_purchase
            add_to_cart: AddToCart, fb_mobile_add_to_cart
            add_to_wishlist: AddToWishlist, fb_mobile_add_to_wishlist
            add_payment_info: AddPaymentInfo, fb_mobile_add_payment_info
            initiate_checkout: InitiateCheckout, fb_mobile_initiated_checkout
            page_visit: PageView
            view_content: ViewContent, fb_mobile_content_view
            search: Search, fb_mobile_search
            signup: CompleteRegistration, fb_mobile_complete_registration
            lead: Lead
            contact: Contact
            customize_product: CustomizeProduct
            find_location: FindLocation
            schedule: Schedule
            start_trial: StartTrial
            submit_application: SubmitApplication
            subscribe: Subscribe
            app_open: fb_mobile_activate_app
            """;
    private static final String TAG = """
            page_visit: PageVisit
            view_category: ViewCategory
            watch_video: WatchVideo
            """;
    private static final String SNOWPLOW = """
            checkout: transaction
            initiate_checkout: checkout_step
            page_visit: product_view
            view_category: list_view
            search: site_search
            """;
    private static final String APPSFLYER = """
            checkout: af_purchase
            add_to_cart: af_add_to_cart
            add_to_wishlist: af_add_to_wishlist
            initiate_checkout: af_initiated_checkout
            add_payment_info: af_add_payment_info
            view_content: af_content_view
            view_category: af_list_view
            search: af_search
            signup: af_complete_registration
            subscribe: af_subscribe
            start_trial: af_start_trial
            app_install: install, reinstall
            app_open: af_app_opened
            """;
    private static final String ADJUST = """
            app_install: install, reinstall
            app_open: session
            """;
    private static final List<Name> NAMES = Stream.of(
                    names("Segment, RudderStack", SEGMENT),
                    names("Google Analytics 4, Firebase", GA4),
                    names("Shopify", SHOPIFY),
                    names("Meta", META),
                    names("Pinterest tag", TAG),
                    names("Snowplow", SNOWPLOW),
                    names("AppsFlyer", APPSFLYER),
                    names("Adjust", ADJUST))
            .flatMap(List::stream)
            .toList();

    private static final Pattern ROW = Pattern.compile("\\| ([^|`]+) \\| `(\\w+)` \\| (`[^|]+`) \\|");
    private static final List<String> UNKNOWN =
            List.of("Order Refunded", "subscription renewed", "checkout!", "купить");

    record Name(String tool, String spelling, String standard) {
        Tuple row() {
            return tuple(tool, standard, spelling);
        }
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void aUsualSpellingIsSentAsTheApisNameWithAnyCaseAndSpaces(Name name) {
        String words = name.spelling().replace('_', ' ');
        for (String spelling : List.of(
                name.spelling(),
                name.spelling().toUpperCase(Locale.ROOT),
                name.spelling().toLowerCase(Locale.ROOT),
                words.replace(' ', '_'),
                words.replace(' ', '-'),
                words.replace(" ", ""),
                "  " + words + "\t")) {
            assertThat(sent(spelling)).as(spelling).isEqualTo(name.standard());
        }
    }

    @ParameterizedTest
    @MethodSource("standard")
    void theApisOwnNamesAreUnchanged(String name) {
        assertThat(sent(name)).isEqualTo(name);
        assertThat(sent(name.toUpperCase(Locale.ROOT))).isEqualTo(name);
    }

    static List<String> standard() {
        return EventNames.STANDARD;
    }

    /** In both directions, so that a spelling of the code that this test lacks is found too. */
    @Test
    void theTableAndItsPageListExactlyTheseNames() throws IOException {
        List<Tuple> wanted = NAMES.stream().map(Name::row).toList();
        assertThat(EventNames.spellings().stream()
                        .flatMap(row ->
                                row.spellings().stream().map(spelling -> tuple(row.tool(), row.name(), spelling))))
                .containsExactlyInAnyOrderElementsOf(wanted);

        String page = Files.readString(Path.of("docs/event-fields.md"));
        String table = page.substring(page.indexOf("| tool | event name |"));
        assertThat(ROW.matcher(table)
                        .results()
                        .flatMap(row -> Stream.of(row.group(3).split(", "))
                                .map(spelling -> tuple(row.group(1), row.group(2), spelling.replace("`", "")))))
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    @Test
    void noSpellingHasTwoMeanings() {
        Map<String, String> meanings = new HashMap<>();
        NAMES.forEach(name -> assertThat(meanings.merge(
                        name.spelling().toLowerCase(Locale.ROOT).replaceAll("[ _-]", ""),
                        name.standard(),
                        (one, other) -> one.equals(other) ? one : one + " and " + other))
                .as(name.spelling())
                .isEqualTo(name.standard()));
    }

    @Test
    void everySpellingMapsToANameOfTheApi() {
        assertThat(NAMES).extracting(Name::standard).isSubsetOf(EventNames.STANDARD);
    }

    @Test
    void aCustomNameIsSentAsConfiguredAndWinsOverASpelling() {
        EventRules rules = rules(EventRules.OnUnknownEvent.REJECT, Set.of("Ring-Sized", "Purchase"));
        assertThat(named("ring-sized").rules(rules).sent("event_name").textValue())
                .isEqualTo("Ring-Sized");
        assertThat(named("RING-SIZED").rules(rules).sent("event_name").textValue())
                .isEqualTo("Ring-Sized");
        assertThat(named("purchase").rules(rules).sent("event_name").textValue())
                .isEqualTo("Purchase");
        assertThat(named("Order Completed").rules(rules).sent("event_name").textValue())
                .isEqualTo("checkout");
        // Its own spaces and dashes are part of a name.
        assertThat(named("ring sized").rules(rules).rejected()).containsExactly("event_name");
    }

    @Test
    void aNameOfTheApiIsNotChangedByACustomNameThatDiffersOnlyInCase() {
        EventRules rules = rules(EventRules.OnUnknownEvent.REJECT, Set.of("CheckOut"));
        assertThat(named("checkout").rules(rules).sent("event_name").textValue())
                .isEqualTo("checkout");
    }

    @ParameterizedTest
    @FieldSource("UNKNOWN")
    void anUnknownNameIsRejectedSkippedOrSentAsCustom(String name) {
        assertThat(named(name).rejected()).containsExactly("event_name");
        assertThat(named(name)
                        .rules(rules(EventRules.OnUnknownEvent.SKIP, Set.of()))
                        .encode())
                .isInstanceOf(EncodingResult.Skipped.class);
        assertThat(named(name)
                        .rules(rules(EventRules.OnUnknownEvent.CUSTOM, Set.of()))
                        .sent("event_name")
                        .textValue())
                .isEqualTo("custom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u00a0\u200b"})
    void aMissingNameIsNeitherSkippedNorReplaced(String nothing) {
        for (EventRules.OnUnknownEvent choice : EventRules.OnUnknownEvent.values()) {
            assertThat(named(nothing).rules(rules(choice, Set.of())).rejected()).containsExactly("event_name");
        }
    }

    /** The cache of spellings is bounded, and a name that is not in it is still resolved. */
    @Test
    void knownNamesAreStillFoundAfterAnyNumberOfUnknownNames() {
        EventNameResolver names = new EventNameResolver(Set.of());
        for (int i = 0; i < 10_000; i++) {
            assertThat(names.resolve("made up " + i)).isEqualTo(EventNameResolver.NONE);
        }
        assertThat(names.resolve("Order Completed")).isEqualTo("checkout");
        assertThat(names.resolve("checkout")).isEqualTo("checkout");
    }

    private static EncoderFixture named(String name) {
        return new EncoderFixture().with("event_name", name);
    }

    private static String sent(String name) {
        return named(name).sent("event_name").textValue();
    }

    private static EventRules rules(EventRules.OnUnknownEvent onUnknown, Set<String> own) {
        EventRules standard = EventRules.standard();
        return new EventRules(
                standard.onInvalidField(),
                onUnknown,
                own,
                standard.extraFields(),
                standard.hashDetection(),
                standard.phoneCountry(),
                standard.birthDatePattern(),
                standard.stateNames(),
                standard.externalIdCase(),
                standard.maxAge());
    }

    private static List<Name> names(String tool, String table) {
        return table.lines()
                .map(line -> line.split(": "))
                .flatMap(row -> Stream.of(row[1].split(", ")).map(spelling -> new Name(tool, spelling, row[0])))
                .toList();
    }
}
