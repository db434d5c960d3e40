package io.github.pinsink.api;

import java.util.Locale;
import java.util.Set;

/**
 * Words in messages of the API that cannot be a value of an event: property names of the API, and common words of messages
 * about requests. Words that are not listed are masked if they could be a value, so a missing word never exposes data.
 */
final class ApiVocabulary {
    /** Properties of events, responses and paths. {@code category_name} occurred in a real message. */
    private static final Set<String> PROPERTIES = Set.of(("""
                    data event events event_id event_name event_time event_timestamp event_source_url action_source opt_out
                    partner_name app_id app_name app_version app_package_name app_store device_brand device_carrier
                    device_model device_type os_version wifi language user_data custom_data app_info device_info em hashed_em
                    hashed_maids ph ge db ln fn ct st zp country external_id click_id partner_id client_ip_address
                    client_user_agent user_agent currency value content_ids content_name content_category content_brand
                    contents num_items order_id search_string opt_out_type np predicted_ltv external_measurement_id
                    external_measurement_vendor_id id name brand category category_name item_id item_name item_category
                    item_brand item_price item_quantity quantity price type window width height screen screen_density
                    cpu_cores storage_size storage_free_space external_storage_size external_storage_free_space os_family
                    os_name os_release_name kernel_version form_factor languages locale network_type timezone
                    timezone_abbr battery_level install_time advertiser_tracking_enabled customer_type item_brand_id
                    window_width window_height screen_width screen_height model carrier code message details status
                    error_message warning_message num_events_received num_events_processed ad_account_id ad_account access_token test
                    """).strip().split("\\s+"));

    private static final Set<String> WORDS = Set.of(("""
                    a about above access account accounts action actions ad adaccount additional address after again all allowed
                    also an and any api app apps are argument array as at authentication authorization authorized bad be
                    because been before below between body boolean both but by calls can cannot char character characters
                    check click client code conversion conversions correct could current currently data date day days
                    deleted denied deprecated did digest digits disabled do does due during each either email empty
                    enabled endpoint enum error errors event events every exceed exceeded exceeds expected expired extra
                    failed false field fields find first following for forbidden format formatted found from future given
                    greater has hash hashed have header hour hours http https id identifier ids if ignored in incorrect
                    input int integer internal invalid ip is iso issue it item items its json key keys large last later
                    least length less limit list long longer malformed many match matches max maximum may maximal message
                    method milliseconds min minimal minimum minute minutes missing more most must name names neither nan
                    need needs no non none nor not null number object of off old older on once one only or order other our
                    parameter parameters parse parsed past path permission permissions permitted phone pinterest please
                    problem processed properties property provide provided rate received recommended reject rejected
                    request requests require required requires resource resources retry schema schemas second seconds
                    server service sha should since size so some sorry standard status string sub such tag test than that
                    the their them then there these this time timestamp to token too true try type types unable
                    unauthorized under unexpected unique unix unknown unprocessable unsupported until uri url url's use
                    used user using utc utf valid validation value values was we web were when where which while will with
                    within without wrong you your zero
                    """).strip().split("\\s+"));

    private ApiVocabulary() {}

    /** Whether it is a property of the API or a path to one, such as {@code data[0].user_data.em}. */
    static boolean isProperty(String text) {
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == '.') {
                if (!PROPERTIES.contains(withoutIndex(text.substring(from, i)))) {
                    return false;
                }
                from = i + 1;
            }
        }
        return true;
    }

    /** A list has at most 1,000 elements, so an index has at most three digits. */
    private static String withoutIndex(String name) {
        int bracket = name.indexOf('[');
        return bracket > 0 && name.substring(bracket).matches("\\[[0-9]{0,3}]") ? name.substring(0, bracket) : name;
    }

    /** Whether it is a known word, in any case, or a property of the API. */
    static boolean isKnown(String word) {
        return WORDS.contains(word.toLowerCase(Locale.ROOT)) || isProperty(word);
    }
}
