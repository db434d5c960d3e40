package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The API's event names, and the usual spellings of other tools for them. The connector checks names
 * because the API accepts an unknown one and reports the conversion as unknown.
 */
public final class EventNames {
    /** The names of the API. */
    public static final List<String> STANDARD = List.of(
            "add_payment_info",
            "add_to_cart",
            "add_to_wishlist",
            "app_install",
            "app_open",
            "checkout",
            "contact",
            "custom",
            "customize_product",
            "find_location",
            "initiate_checkout",
            "lead",
            "page_visit",
            "schedule",
            "search",
            "signup",
            "start_trial",
            "submit_application",
            "subscribe",
            "view_category",
            "view_content",
            "watch_video");

    private static final String SEGMENT = "Segment, RudderStack";
    private static final String GA4 = "Google Analytics 4, Firebase";
    private static final String SHOPIFY = "Shopify";
    private static final String META = "Meta";
    private static final String PINTEREST_TAG = "Pinterest tag";
    private static final String SNOWPLOW = "Snowplow";
    private static final String APPSFLYER = "AppsFlyer";
    private static final String ADJUST = "Adjust";

    private static final List<Spelling> SPELLINGS = List.of(
            of(SEGMENT, "checkout", "Order Completed", "Completed Order"),
            of(SEGMENT, "add_to_cart", "Product Added", "Added Product", "Wishlist Product Added to Cart"),
            of(SEGMENT, "add_to_wishlist", "Product Added to Wishlist"),
            of(SEGMENT, "initiate_checkout", "Checkout Started", "Started Checkout"),
            of(SEGMENT, "add_payment_info", "Payment Info Entered"),
            of(
                    SEGMENT,
                    "page_visit",
                    "Page Viewed",
                    "Viewed Page",
                    "Product Viewed",
                    "Viewed Product",
                    "page",
                    "screen"),
            of(SEGMENT, "view_category", "Product List Viewed", "Viewed Product Category", "Product List Filtered"),
            of(SEGMENT, "search", "Products Searched", "Searched Products"),
            of(SEGMENT, "signup", "Signed Up", "Account Created"),
            of(SEGMENT, "lead", "Lead Generated"),
            of(SEGMENT, "start_trial", "Trial Started"),
            of(SEGMENT, "subscribe", "Subscription Started"),
            of(SEGMENT, "app_install", "Application Installed"),
            of(SEGMENT, "app_open", "Application Opened"),
            of(SEGMENT, "watch_video", "Video Playback Started", "Video Content Started"),
            of(GA4, "checkout", "purchase", "in_app_purchase", "ecommerce_purchase"),
            of(GA4, "add_to_cart", "add_to_cart"),
            of(GA4, "add_to_wishlist", "add_to_wishlist"),
            of(GA4, "add_payment_info", "add_payment_info"),
            of(GA4, "initiate_checkout", "begin_checkout"),
            of(GA4, "page_visit", "page_view", "screen_view", "view_item"),
            of(GA4, "view_category", "view_item_list"),
            of(GA4, "search", "view_search_results", "search"),
            of(GA4, "signup", "sign_up"),
            of(GA4, "lead", "generate_lead"),
            of(GA4, "app_install", "first_open"),
            of(GA4, "app_open", "app_open"),
            of(GA4, "watch_video", "video_start"),
            of(SHOPIFY, "checkout", "checkout_completed", "orders/paid"),
            of(SHOPIFY, "add_to_cart", "product_added_to_cart"),
            of(SHOPIFY, "initiate_checkout", "checkout_started", "checkouts/create"),
            of(SHOPIFY, "add_payment_info", "payment_info_submitted"),
            of(SHOPIFY, "page_visit", "page_viewed", "product_viewed"),
            of(SHOPIFY, "view_category", "collection_viewed"),
            of(SHOPIFY, "search", "search_submitted"),
            of(META, "checkout", "Purchase", "fb_mobile_purchase"),
            of(META, "add_to_cart", "AddToCart", "fb_mobile_add_to_cart"),
            of(META, "add_to_wishlist", "AddToWishlist", "fb_mobile_add_to_wishlist"),
            of(META, "add_payment_info", "AddPaymentInfo", "fb_mobile_add_payment_info"),
            of(META, "initiate_checkout", "InitiateCheckout", "fb_mobile_initiated_checkout"),
            of(META, "page_visit", "PageView"),
            of(META, "view_content", "ViewContent", "fb_mobile_content_view"),
            of(META, "search", "Search", "fb_mobile_search"),
            of(META, "signup", "CompleteRegistration", "fb_mobile_complete_registration"),
            of(META, "lead", "Lead"),
            of(META, "contact", "Contact"),
            of(META, "customize_product", "CustomizeProduct"),
            of(META, "find_location", "FindLocation"),
            of(META, "schedule", "Schedule"),
            of(META, "start_trial", "StartTrial"),
            of(META, "submit_application", "SubmitApplication"),
            of(META, "subscribe", "Subscribe"),
            of(META, "app_open", "fb_mobile_activate_app"),
            of(PINTEREST_TAG, "page_visit", "PageVisit"),
            of(PINTEREST_TAG, "view_category", "ViewCategory"),
            of(PINTEREST_TAG, "watch_video", "WatchVideo"),
            of(SNOWPLOW, "checkout", "transaction"),
            of(SNOWPLOW, "initiate_checkout", "checkout_step"),
            of(SNOWPLOW, "page_visit", "product_view"),
            of(SNOWPLOW, "view_category", "list_view"),
            of(SNOWPLOW, "search", "site_search"),
            of(APPSFLYER, "checkout", "af_purchase"),
            of(APPSFLYER, "add_to_cart", "af_add_to_cart"),
            of(APPSFLYER, "add_to_wishlist", "af_add_to_wishlist"),
            of(APPSFLYER, "initiate_checkout", "af_initiated_checkout"),
            of(APPSFLYER, "add_payment_info", "af_add_payment_info"),
            of(APPSFLYER, "view_content", "af_content_view"),
            of(APPSFLYER, "view_category", "af_list_view"),
            of(APPSFLYER, "search", "af_search"),
            of(APPSFLYER, "signup", "af_complete_registration"),
            of(APPSFLYER, "subscribe", "af_subscribe"),
            of(APPSFLYER, "start_trial", "af_start_trial"),
            of(APPSFLYER, "app_install", "install", "reinstall"),
            of(APPSFLYER, "app_open", "af_app_opened"),
            of(ADJUST, "app_install", "install", "reinstall"),
            of(ADJUST, "app_open", "session"));

    private static final Map<String, String> BY_KEY = byKey();

    /** How a tool spells a name of the API. Case, spaces, underscores and dashes are ignored. */
    public record Spelling(String tool, String name, List<String> spellings) {}

    private EventNames() {}

    /** All spellings, tool by tool. */
    public static List<Spelling> spellings() {
        return SPELLINGS;
    }

    /** The name of the API for which that is a usual spelling. */
    static Optional<String> standard(String spelling) {
        return Optional.ofNullable(BY_KEY.get(key(spelling)));
    }

    static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != ' ' && c != '_' && c != '-') {
                key.append(c);
            }
        }
        return lowerCase(key.toString());
    }

    private static Spelling of(String tool, String name, String... spellings) {
        return new Spelling(tool, name, List.of(spellings));
    }

    private static Map<String, String> byKey() {
        Map<String, String> names = new HashMap<>();
        List<Spelling> all = new ArrayList<>(SPELLINGS);
        STANDARD.forEach(name -> all.add(of("Pinterest", name, name)));
        for (Spelling one : all) {
            for (String spelling : one.spellings()) {
                names.put(key(spelling), one.name());
            }
        }
        return names;
    }
}
