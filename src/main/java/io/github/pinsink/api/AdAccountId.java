package io.github.pinsink.api;

/**
 * The {@code ad_account_id} in the path of a request: 1 to 18 digits, kept as a string because a number would lose leading
 * zeros.
 */
public record AdAccountId(String digits) {
    private static final int MAX_LENGTH = 18;

    /** @throws IllegalArgumentException if the string is not 1 to 18 digits; the message does not quote it */
    public AdAccountId {
        if (!isValid(digits)) {
            throw new IllegalArgumentException(
                    "expected an ad account id of 1 to 18 digits, got a string of length " + digits.length());
        }
    }

    public static boolean isValid(String digits) {
        return !digits.isEmpty()
                && digits.length() <= MAX_LENGTH
                && digits.chars().allMatch(character -> character >= '0' && character <= '9');
    }

    @Override
    public String toString() {
        return digits;
    }
}
