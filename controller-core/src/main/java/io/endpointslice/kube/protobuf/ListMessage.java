package io.endpointslice.kube.protobuf;

import com.google.common.collect.ImmutableList;
import io.fabric8.kubernetes.api.model.ListMeta;

/**
 * A list of objects, or a page of it. Lists of all kinds are alike.
 *
 * @param metadata {@code resourceVersion}, {@code continue} and {@code remainingItemCount}
 * @param items in their order
 */
public record ListMessage<T>(ListMeta metadata, ImmutableList<T> items) {
    /**
     * The list whose message is that range of the bytes.
     *
     * @param item reads one of its objects
     * @throws IllegalArgumentException if it is no list of such objects
     */
    public static <T> ListMessage<T> read(byte[] bytes, int offset, int length, ObjectReader<T> item) {
        ListMeta metadata = new ListMeta();
        ImmutableList.Builder<T> items = ImmutableList.builder();
        Fields fields = new Fields(bytes, offset, length);
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> metadata = metadata(fields);
                case 2 -> {
                    int itemLength = fields.length();
                    items.add(item.read(bytes, fields.position(), itemLength));
                    fields.skip(itemLength);
                }
                default -> fields.skip();
            }
        }
        return new ListMessage<>(metadata, items.build());
    }

    /** Enters the metadata of a list in the field. */
    static ListMeta metadata(Fields fields) {
        ListMeta meta = new ListMeta();
        fields.enter();
        while (fields.next()) {
            switch (fields.field()) {
                case 2 -> meta.setResourceVersion(fields.textOrNull());
                case 3 -> meta.setContinue(fields.textOrNull());
                case 4 -> meta.setRemainingItemCount(fields.number());
                default -> fields.skip();
            }
        }
        return meta;
    }
}
