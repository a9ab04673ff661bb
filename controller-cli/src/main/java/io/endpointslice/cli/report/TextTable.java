package io.endpointslice.cli.report;

import com.google.common.base.Strings;
import java.util.List;

/** Rows of text in columns that are as wide as their widest cell. */
public final class TextTable {
    private static final String GAP = "   ";

    private TextTable() {}

    /**
     * The table, each line ended.
     *
     * @param rows each with as many cells as the header
     */
    public static String of(List<String> header, List<? extends List<String>> rows) {
        int last = header.size() - 1;
        int[] widths = new int[last];
        for (int i = 0; i < last; i++) {
            int column = i;
            widths[i] = Math.max(
                    header.get(i).length(),
                    rows.stream()
                            .mapToInt(row -> row.get(column).length())
                            .max()
                            .orElse(0));
        }
        StringBuilder text = new StringBuilder();
        append(text, header, widths);
        rows.forEach(row -> append(text, row, widths));
        return text.toString();
    }

    private static void append(StringBuilder text, List<String> row, int[] widths) {
        for (int i = 0; i < widths.length; i++) {
            text.append(Strings.padEnd(row.get(i), widths[i], ' ')).append(GAP);
        }
        text.append(row.get(widths.length)).append('\n');
    }
}
