package io.endpointslice.kube;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * An API object as JSON.
 *
 * @param length how many bytes it has as UTF-8
 * @param content where in the text the content begins, which is all that follows the metadata
 */
record JsonBody(String text, int length, int content) implements ObjectBody {
    /** From its UTF-8, with the content's place in that. */
    static JsonBody ofUtf8(byte[] utf8, int content) {
        String text = new String(utf8, UTF_8);
        boolean ascii = text.length() == utf8.length;
        return new JsonBody(text, utf8.length, ascii ? content : new String(utf8, 0, content, UTF_8).length());
    }

    @Override
    public byte[] bytes() {
        return text.getBytes(UTF_8);
    }

    /** Whether an object's text goes on from there with the same content, and ends with it. */
    boolean hasContentOf(String other, int from) {
        int length = text.length() - content;
        return other.regionMatches(from, text, content, length)
                && other.substring(from + length).strip().equals("}");
    }
}
