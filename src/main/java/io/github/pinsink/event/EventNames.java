package io.github.pinsink.event;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The API's event names, and the usual spellings of other tools for them. The check is ours: the API takes an unknown name
 * and silently files the conversion as Unknown.
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

    private static final List<Spelling> SPELLINGS = List.of(
            of("Segment, RudderStack", "checkout", "Order Completed", "Completed Order"),
            of("Segment, RudderStack", "add_to_cart", "Product Added"),
            of("Segment, RudderStack", "add_to_wishlist", "Product Added to Wishlist"),
            of("Segment, RudderStack", "initiate_checkout", "Checkout Started"),
            of("Segment, RudderStack", "add_payment_info", "Payment Info Entered"),
            of("Segment, RudderStack", "page_visit", "Page Viewed", "Product Viewed", "page", "screen"),
            of("Segment, RudderStack", "view_category", "Product List Viewed"),
            of("Segment, RudderStack", "search", "Products Searched"),
            of("Segment, RudderStack", "signup", "Signed Up", "Account Created"),
            of("Segment, RudderStack", "lead", "Lead Generated"),
            of("Segment, RudderStack", "start_trial", "Trial Started"),
            of("Segment, RudderStack", "app_install", "Application Installed"),
            of("Segment, RudderStack", "app_open", "Application Opened"),
            of("Segment, RudderStack", "watch_video", "Video Playback Started"),
            of("Google Analytics 4", "checkout", "purchase", "in_app_purchase", "ecommerce_purchase"),
            of("Google Analytics 4", "initiate_checkout", "begin_checkout"),
            of("Google Analytics 4", "page_visit", "page_view", "screen_view", "view_item"),
            of("Google Analytics 4", "view_category", "view_item_list"),
            of("Google Analytics 4", "search", "view_search_results"),
            of("Google Analytics 4", "signup", "sign_up"),
            of("Google Analytics 4", "lead", "generate_lead"),
            of("Google Analytics 4", "app_install", "first_open"),
            of("Google Analytics 4", "app_open", "session_start"),
            of("Google Analytics 4", "watch_video", "video_start"),
            of("Shopify", "checkout", "checkout_completed"),
            of("Shopify", "add_to_cart", "product_added_to_cart"),
            of("Shopify", "initiate_checkout", "checkout_started"),
            of("Shopify", "add_payment_info", "payment_info_submitted"),
            of("Shopify", "page_visit", "page_viewed", "product_viewed"),
            of("Shopify", "view_category", "collection_viewed"),
            of("Shopify", "search", "search_submitted"),
            of("Meta", "checkout", "Purchase"),
            of("Meta", "page_visit", "PageView"),
            of("Meta", "view_content", "ViewContent"),
            of("Meta", "signup", "CompleteRegistration"),
            of("Snowplow", "checkout", "transaction"),
            of("Snowplow", "page_visit", "product_view"),
            of("Snowplow", "view_category", "list_view"),
            of("AppsFlyer", "checkout", "af_purchase"),
            of("AppsFlyer", "add_to_cart", "af_add_to_cart"),
            of("AppsFlyer", "add_to_wishlist", "af_add_to_wishlist"),
            of("AppsFlyer", "initiate_checkout", "af_initiated_checkout"),
            of("AppsFlyer", "add_payment_info", "af_add_payment_info"),
            of("AppsFlyer", "view_content", "af_content_view"),
            of("AppsFlyer", "view_category", "af_list_view"),
            of("AppsFlyer", "search", "af_search"),
            of("AppsFlyer", "signup", "af_complete_registration"),
            of("AppsFlyer", "subscribe", "af_subscribe"),
            of("AppsFlyer", "start_trial", "af_start_trial"),
            of("AppsFlyer, Adjust", "app_install", "install", "reinstall"),
            of("Adjust", "app_open", "session"));

    private static final Map<String, String> BY_SPELLING = bySpelling();

    /** How a tool spells a name of the API; other cases, and spaces for underscores or dashes, are understood as well. */
    public record Spelling(String tool, String name, List<String> spellings) {}

    private EventNames() {}

    /** The table of spellings, tool by tool. */
    public static List<Spelling> spellings() {
        return SPELLINGS;
    }

    /** The name of the API for which that is a usual spelling. */
    static Optional<String> standard(String name) {
        String exactly = BY_SPELLING.get(name);
        return exactly != null ? Optional.of(exactly) : Optional.ofNullable(BY_SPELLING.get(key(name)));
    }

    private static String key(String name) {
        StringBuilder key = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != ' ' && c != '_' && c != '-') {
                key.append(c);
            }
        }
        return key.toString().toLowerCase(Locale.ROOT);
    }

    private static Spelling of(String tool, String name, String... spellings) {
        return new Spelling(tool, name, List.of(spellings));
    }

    private static Map<String, String> bySpelling() {
        Map<String, String> names = new HashMap<>();
        List<Spelling> all = new ArrayList<>(SPELLINGS);
        STANDARD.forEach(name -> all.add(of("Pinterest", name, name)));
        for (Spelling one : all) {
            for (String spelling : one.spellings()) {
                names.put(spelling, one.name());
                names.put(key(spelling), one.name());
            }
        }
        return Map.copyOf(names);
    }
}
