package io.github.pinsink.event;

/**
 * The form of the currency. One that does not fit takes the amounts with it, which stand behind it in the event: alone they
 * would be amounts in the ad account's currency, whatever they were.
 */
final class Currency extends Form {
    private static final Form CODE =
            Forms.text(Integer.MAX_VALUE, TextRules::currency, "an ISO 4217 code of three letters");

    @Override
    boolean write(Object value, EventWriter to) throws UnfitValueException {
        try {
            return CODE.write(value, to);
        } catch (UnfitValueException e) {
            to.currencyIsUnfit();
            throw e;
        }
    }
}
