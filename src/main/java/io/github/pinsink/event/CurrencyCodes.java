package io.github.pinsink.event;

import java.util.Set;

/**
 * The currencies in use: list one of ISO 4217 as of January 2026, which its maintenance agency SIX publishes, without the codes
 * that are no money of a sale (XXX, XTS, precious metals, units of account). Java's own table is no substitute: it contains
 * withdrawn codes, such as DEM, and does not say which.
 */
final class CurrencyCodes {
    private static final Set<String> CURRENT = Set.of(("""
                    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF
                    CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP
                    GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT
                    LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR
                    NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN
                    SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST XAF
                    XCD XCG XOF XPF YER ZAR ZMW ZWG""").split("\\s+"));

    private CurrencyCodes() {}

    /** @param code in upper case */
    static boolean isCurrent(String code) {
        return CURRENT.contains(code);
    }
}
