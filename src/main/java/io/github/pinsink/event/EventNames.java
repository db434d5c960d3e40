package io.github.pinsink.event;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The API's event names, and the usual spellings of other tools for them. The check is ours: the API takes an unknown name
 * and silently files the conversion as Unknown.
 */
final class EventNames {
    static final List<String> STANDARD = List.of(
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

    private static final Map<String, String> SPELLINGS = spellings();

    private EventNames() {}

    static Optional<String> standard(String name) {
        return Optional.ofNullable(SPELLINGS.get(key(name)));
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[ _-]", "");
    }

    private static Map<String, String> spellings() {
        Map<String, String> names = new HashMap<>();
        STANDARD.forEach(name -> names.put(key(name), name));
        put(names, "checkout", "Order Completed", "purchase", "Completed Order", "af_purchase", "checkout_completed");
        put(names, "add_to_cart", "Product Added", "af_add_to_cart", "product_added_to_cart");
        put(names, "add_to_wishlist", "Product Added to Wishlist", "af_add_to_wishlist");
        put(names, "initiate_checkout", "Checkout Started", "begin_checkout", "af_initiated_checkout");
        put(names, "add_payment_info", "Payment Info Entered", "payment_info_submitted", "af_add_payment_info");
        put(names, "page_visit", "Page Viewed", "page_view", "Product Viewed", "view_item", "product_viewed", "page");
        put(names, "view_category", "Product List Viewed", "view_item_list", "collection_viewed", "af_list_view");
        put(names, "search", "Products Searched", "view_search_results", "search_submitted", "af_search");
        put(names, "signup", "Signed Up", "sign_up", "CompleteRegistration", "af_complete_registration");
        put(names, "lead", "generate_lead", "Lead Generated");
        put(names, "view_content", "ViewContent", "af_content_view");
        put(names, "app_install", "Application Installed", "first_open", "install");
        put(names, "app_open", "Application Opened", "session_start");
        put(names, "subscribe", "af_subscribe");
        put(names, "start_trial", "StartTrial", "af_start_trial");
        put(names, "watch_video", "Video Playback Started", "video_start");
        return names;
    }

    private static void put(Map<String, String> names, String standard, String... spellings) {
        for (String spelling : spellings) {
            names.put(key(spelling), standard);
        }
    }
}
