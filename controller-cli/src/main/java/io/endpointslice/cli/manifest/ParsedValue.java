package io.endpointslice.cli.manifest;

import com.google.common.collect.ImmutableList;
import tools.jackson.databind.JsonNode;

/**
 * One document of a source.
 *
 * @param value the whole document
 * @param line where it begins; 1 for the first line of the source
 * @param itemLines where each entry of its {@code items} begins; empty if it has none
 */
record ParsedValue(JsonNode value, int line, ImmutableList<Integer> itemLines) {
    /** The line of that entry of {@code items}. */
    int lineOfItem(int index) {
        return index < itemLines.size() ? itemLines.get(index) : line;
    }
}
