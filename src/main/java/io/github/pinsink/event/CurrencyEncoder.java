package io.github.pinsink.event;

/**
 * Encodes the currency. An invalid one also drops the amounts, which follow it in the event: without a currency Pinterest
 * would take them for amounts in the ad account's currency.
 */
final class CurrencyEncoder extends FieldEncoder {
    private static final FieldEncoder CODE = FieldEncoders.string(
            Integer.MAX_VALUE,
            StringRules::currency,
            ValueKind.OTHER,
            "an ISO 4217 code of three letters, of a currency in use");

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        try {
            return CODE.write(value, to);
        } catch (InvalidValueException e) {
            to.currencyInvalid();
            throw e;
        }
    }

    @Override
    void failed(EventWriter to) {
        to.currencyInvalid();
    }
}
