package io.github.pinsink.mapping.expression;

/** The input of a regular expression. Each character that is read is charged, which bounds backtracking. */
record BudgetedString(String text, EvaluationBudget budget) implements CharSequence {
    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        budget.charge(1);
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    /** The matcher gets its groups from {@link #subSequence}. */
    @Override
    public String toString() {
        return text;
    }

    /**
     * The same as {@link String#indexOf(String, int)}, but charged: its time is the product of both lengths where both
     * strings repeat one character.
     */
    int indexOf(String part, int from) {
        int partLength = part.length();
        if (partLength < 2 || (long) partLength * text.length() < 1_000_000) {
            budget.charge((text.length() - from >> 3) + 1L);
            return text.indexOf(part, from);
        }
        char first = part.charAt(0);
        int at = from;
        while (true) {
            int candidate = text.indexOf(first, at);
            budget.charge(((candidate < 0 ? text.length() : candidate) - at >> 3) + 1L);
            if (candidate < 0 || candidate + partLength > text.length()) {
                return -1;
            }
            int same = 1;
            while (same < partLength && text.charAt(candidate + same) == part.charAt(same)) {
                same++;
            }
            budget.charge(same);
            if (same == partLength) {
                return candidate;
            }
            at = candidate + 1;
        }
    }
}
