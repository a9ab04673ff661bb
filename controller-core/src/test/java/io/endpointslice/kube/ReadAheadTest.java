package io.endpointslice.kube;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {
    private final CountedRequests socket = new CountedRequests();
    private final ReadAhead ahead = new ReadAhead(socket);

    @Test
    @DisplayName("the next message is asked for as one is handed on, and not again when that has been dealt with")
    void asksOnArrival() {
        for (int i = 1; i <= 100; i++) {
            ahead.handedOn();
            assertThat(socket.requests).isEqualTo(i);
            ahead.request();
            assertThat(socket.requests).isEqualTo(i);
        }
    }

    @Test
    @DisplayName("with as many waiting as may, the next is asked for when one of them has been dealt with")
    void holdsBack() {
        for (int i = 0; i < ReadAhead.LONGEST; i++) {
            ahead.handedOn();
        }
        assertThat(socket.requests).isEqualTo(ReadAhead.LONGEST - 1);
        ahead.request();
        assertThat(socket.requests).isEqualTo(ReadAhead.LONGEST);
        ahead.handedOn();
        assertThat(socket.requests).isEqualTo(ReadAhead.LONGEST);
        ahead.request();
        ahead.request();
        assertThat(socket.requests).isEqualTo(ReadAhead.LONGEST + 1);
    }

    @Test
    @DisplayName("in whatever order messages come and are dealt with, one is asked for after each, and never two")
    void asksOnceForEach() {
        Random random = new Random(1);
        int handedOn = 0;
        int dealtWith = 0;
        for (int i = 0; i < 100_000; i++) {
            boolean mayCome = socket.requests == handedOn;
            // a message may be dealt with before it is said to have been handed on
            if (mayCome && random.nextInt(40) < 20 + 15 * Math.sin(i / 500.0)) {
                if (random.nextInt(5) == 0) {
                    ahead.request();
                    dealtWith++;
                }
                ahead.handedOn();
                handedOn++;
            } else if (dealtWith < handedOn) {
                ahead.request();
                dealtWith++;
            }
            int waiting = handedOn - dealtWith;
            assertThat(waiting).isLessThanOrEqualTo(ReadAhead.LONGEST);
            assertThat(socket.requests).isEqualTo(waiting == ReadAhead.LONGEST ? handedOn - 1 : handedOn);
        }
    }

    private static final class CountedRequests implements WebSocket {
        private int requests;

        @Override
        public void request() {
            requests++;
        }

        @Override
        public boolean send(ByteBuffer buffer) {
            throw new AssertionError("a watch sends nothing");
        }

        @Override
        public boolean sendClose(int code, String reason) {
            throw new AssertionError("nobody has closed it");
        }

        @Override
        public long queueSize() {
            return 0;
        }
    }
}
