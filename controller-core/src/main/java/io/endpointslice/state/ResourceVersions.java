package io.endpointslice.state;

import com.google.common.base.CharMatcher;

/** The order of resourceVersions of one resource: decimal numbers of any length. */
final class ResourceVersions {
    private static final CharMatcher DIGIT = CharMatcher.inRange('0', '9');
    private static final CharMatcher ZERO = CharMatcher.is('0');

    private ResourceVersions() {}

    /**
     * Negative, 0 or positive as {@code left} is older, the same or newer. One that is no number counts as newer than any
     * other: a view is then taken for fresh too early rather than for stale for ever, and the precondition of the next
     * write catches it.
     */
    static int compare(String left, String right) {
        if (left.equals(right)) {
            return 0;
        }
        if (!isNumber(left) || !isNumber(right)) {
            return 1;
        }
        String a = ZERO.trimLeadingFrom(left);
        String b = ZERO.trimLeadingFrom(right);
        int byLength = Integer.compare(a.length(), b.length());
        return byLength != 0 ? byLength : a.compareTo(b);
    }

    private static boolean isNumber(String text) {
        return !text.isEmpty() && DIGIT.matchesAllOf(text);
    }
}
