package io.endpointslice.cli.demo;

/** Draws parts of a whole. */
public enum Bars {
    /** Eighths of a character. */
    UNICODE("▏▎▍▌▋▊▉█", '░'),
    /** For outputs that are not UTF-8. */
    ASCII("#", '.');

    private final String parts;
    private final char empty;

    Bars(String parts, char empty) {
        this.parts = parts;
        this.empty = empty;
    }

    /** Every character that a bar may have. */
    public String all() {
        return parts + empty;
    }

    /**
     * A bar.
     *
     * @param width in characters
     * @param part from 0 to {@code whole}; more counts as whole, and more than nothing always shows
     */
    String draw(int width, long part, long whole) {
        int steps = parts.length();
        long all = (long) width * steps;
        long filled = whole == 0 ? 0 : Math.min(all, Math.max(part > 0 ? 1 : 0, all * part / whole));
        StringBuilder bar = new StringBuilder();
        for (long left = filled; left > 0; left -= steps) {
            bar.append(parts.charAt((int) Math.min(steps, left) - 1));
        }
        return bar.append(String.valueOf(empty).repeat(width - bar.length())).toString();
    }
}
