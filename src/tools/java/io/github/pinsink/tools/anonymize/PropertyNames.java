package io.github.pinsink.tools.anonymize;

import java.util.Locale;
import java.util.regex.Pattern;

/** Names of properties that hold personal values, in many systems. */
final class PropertyNames {
    private static final Pattern PERSONAL = Pattern.compile(".*(mail|phone|mobile|telefon|firstname|lastname|fullname"
            + "|givenname|familyname|surname|middlename|username|displayname|nickname|addressline|street|address|city|town"
            + "|zip|postal|postcode|birth|gender|passport|iban|ssn|taxid|vat|card|account|password|secret|token|cookie"
            + "|session|userid|customerid|clientid|visitorid|anonymousid|deviceid|advertisingid|idfa|gaid|latitude"
            + "|longitude|note|comment|message|remark|greeting|signature).*");
    private static final Pattern WHOLE = Pattern.compile(
            "ip|ipaddress|clientip|remoteip|tel|fax|dob|lat|lon|lng|fn|ln|em|ph|ct|zp|user|customer|uid");

    private static final Pattern PERSON = Pattern.compile(
            "(?i)(.*\\.)?(customer|user|person|buyer|recipient|contact|billing|shipping|profile|member|guest)[^.]*");

    private PropertyNames() {}

    static boolean isPersonal(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return PERSONAL.matcher(plain).matches() || WHOLE.matcher(plain).matches();
    }

    /** @param names the names of the properties from the record to an object, separated by dots */
    static boolean isOfPerson(String names) {
        return PERSON.matcher(names).matches();
    }
}
