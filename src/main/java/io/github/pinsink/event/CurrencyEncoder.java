package io.github.pinsink.event;

/**
 * The form of the currency. One that does not fit takes the amounts with it, which stand behind it in the event: alone they
 * would be amounts in the ad account's currency, whatever they were.
 */
final class CurrencyEncoder extends FieldEncoder {
    private static final FieldEncoder CODE =
            FieldEncoders.text(Integer.MAX_VALUE, StringRules::currency, "an ISO 4217 code of three letters");

    @Override
    boolean write(Object value, EventWriter to) throws InvalidValueException {
        try {
            return CODE.write(value, to);
        } catch (InvalidValueException e) {
            to.currencyIsUnfit();
            throw e;
        }
    }
}
