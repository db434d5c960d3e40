package io.github.pinsink.api;

/**
 * The {@code ad_account_id} of the API's path: digits only, at most 18 of them, kept as text because a number would lose
 * leading zeros.
 */
public record AdAccountId(String digits) {
    private static final int MAX_LENGTH = 18;

    /** @throws IllegalArgumentException when the text is not 1 to 18 digits; the message does not quote it */
    public AdAccountId {
        if (!isValid(digits)) {
            throw new IllegalArgumentException(
                    "an ad account id is 1 to 18 digits, found text of " + digits.length() + " characters");
        }
    }

    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    @Override
    public String toString() {
        return digits;
    }
}
