package io.endpointslice.kube.protobuf;

/** The messages of objects in bytes that were written earlier, to be gone through once. Most come again, and in the order that they had. */
final class EarlierObjects {
    /** As many may be gone between two that come again, before all are searched. */
    private static final int NEAR = 8;

    private final byte[] bytes;
    private final WrittenObjects written;
    private int next;
    private int missed;

    EarlierObjects(byte[] bytes, WrittenObjects written) {
        this.bytes = bytes;
        this.written = written;
    }

    /** The index of the message of this very object; -1 if there is none, or it is not found where it could be expected. */
    int find(Object object) {
        int found = written.indexOf(object, next, next + NEAR);
        // of many new ones in a row, ever fewer are searched for everywhere
        if (found < 0 && Integer.bitCount(++missed) == 1) {
            found = written.indexOf(object, 0, written.size());
        }
        if (found >= 0) {
            next = found + 1;
            missed = 0;
        }
        return found;
    }

    /** How many bytes that message has, its length before it included. */
    int length(int index) {
        return written.end(index) - written.begin(index);
    }

    void copy(int index, byte[] target, int at) {
        System.arraycopy(bytes, written.begin(index), target, at, length(index));
    }
}
