package io.github.pinsink.tools.suggest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the fields of SAP are called in English, by their names in the tables of orders, invoices, customers and partners. */
final class SapNames {
    /** Names of fields, and the words that they stand for. */
    static final Map<String, String> TABLE = table("""
            VBELN=order number, BELNR=document number, BSTNK=customer purchase no, BSTKD=customer purchase no, AUART=document kind,
            ERDAT=order date, ERZET=order clock, AUDAT=document date, FKDAT=invoice date, VDATU=delivery date,
            EDATU=delivery date, KUNNR=customer number, KUNAG=customer number, KUNWE=shipping number, PARNR=contact id,
            NETWR=net amount, MWSBP=tax amount, MWSBK=tax amount, BRTWR=gross amount, WAERK=currency, WAERS=currency, CURCY=currency,
            MATNR=article number, ARKTX=item name, MAKTX=item name, KTEXT=item name, MATKL=category, KWMENG=quantity, MENGE=quantity,
            FKIMG=quantity, LFIMG=delivered quantity, KPEIN=price per, NETPR=unit price, VPREI=unit price, KBETR=condition rate,
            POSNR=line, POSEX=line, PSTLZ=postal code, POST_CODE1=postal code, ORT01=city, CITY1=city, STRAS=street,
            LAND1=country, REGIO=region, NAMEV=first name, NAME_FIRST=first name, NAME_LAST=last name, NAME1=name, NAME2=name two,
            SMTP_ADDR=email, TELF1=phone, TELF2=mobile, TEL_NUMBER=phone, MOB_NUMBER=mobile, SPRAS=sap code, LANGU=sap code,
            GBDAT=birth date, TZONE=time zone, TZONSP=time zone, IPADR=ip address, UAGENT=user agent, EAN11=ean, MVGR1=category two,
            PRODH=category path, AG=customer, RE=billing, RG=payer, WE=shipping, AP=contact, VKORG=sales organization, EMAIL=email
            """);

    private SapNames() {}

    private static Map<String, String> table(String text) {
        Map<String, String> table = new LinkedHashMap<>();
        for (String entry : Words.list(text)) {
            int equals = entry.indexOf('=');
            table.put(entry.substring(0, equals), entry.substring(equals + 1));
        }
        return table;
    }

    /** Empty if the name is none of SAP. */
    static List<String> words(String name) {
        String words = TABLE.get(name);
        return words == null ? List.of() : List.of(words.split(" "));
    }
}
