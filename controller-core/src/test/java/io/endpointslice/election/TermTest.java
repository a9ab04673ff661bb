package io.endpointslice.election;

import static org.assertj.core.api.Assertions.assertThat;

import io.endpointslice.fixtures.FakeTicker;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TermTest {
    private final FakeTicker ticker = new FakeTicker();
    private final Term term = new Term(Duration.ofSeconds(10), ticker);

    @Test
    @DisplayName("R5: who never held the lease may not write, nor who sent for it without an answer")
    void notBegun() {
        term.renewal();

        assertThat(term.isRunning()).isFalse();
        assertThat(term.left()).isZero();
    }

    @Test
    @DisplayName("R5: a renewal counts from when it was sent, not from when it was answered")
    void countsFromSending() {
        Term.Renewal renewal = term.renewal();
        ticker.advance(Duration.ofSeconds(4));
        renewal.accepted();

        assertThat(term.isRunning()).isTrue();
        assertThat(term.left()).isEqualTo(Duration.ofSeconds(6));
        ticker.advance(Duration.ofSeconds(6).minusNanos(1));
        assertThat(term.isRunning()).isTrue();
        ticker.advance(Duration.ofNanos(1));
        assertThat(term.isRunning()).isFalse();
    }

    @Test
    @DisplayName("R5: an answer that comes after the deadline begins nothing")
    void lateAnswer() {
        Term.Renewal renewal = term.renewal();
        ticker.advance(Duration.ofSeconds(10));
        renewal.accepted();

        assertThat(term.isRunning()).isFalse();
    }

    @Test
    @DisplayName("R5: each renewal moves the end; an earlier one that is answered later does not move it back")
    void renewed() {
        term.renewal().accepted();
        ticker.advance(Duration.ofSeconds(3));
        Term.Renewal slow = term.renewal();
        ticker.advance(Duration.ofSeconds(3));
        term.renewal().accepted();
        slow.accepted();

        assertThat(term.left()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    @DisplayName("R5: a process that was stopped for long finds its term over, before anything has noticed")
    void stoppedProcess() {
        term.renewal().accepted();
        ticker.advance(Duration.ofHours(1));

        assertThat(term.isRunning()).isFalse();
    }

    @Test
    @DisplayName("R5: a term that was ended stays so, whatever is renewed")
    void ended() {
        term.renewal().accepted();
        term.end();
        assertThat(term.isRunning()).isFalse();

        term.renewal().accepted();
        assertThat(term.isRunning()).isFalse();
    }
}
