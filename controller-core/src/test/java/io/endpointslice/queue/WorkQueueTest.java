package io.endpointslice.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

final class WorkQueueTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeTime time = new FakeTime();
    private final WorkQueue<String> queue = new WorkQueue<>(time, Backoff.DEFAULT);

    @Test
    @DisplayName("R1: however often a key is added, it is handed out once")
    void deduplicates() throws InterruptedException {
        queue.add("a");
        queue.add("b");
        queue.add("a");
        assertThat(drain()).containsExactly("a", "b");
    }

    @Test
    @DisplayName("R1: a key that is worked on is not handed out again before it is done")
    void neverTwiceAtOnce() throws InterruptedException {
        queue.add("a");
        assertThat(queue.take()).contains("a");
        queue.add("a");
        queue.add("b");
        assertThat(queue.take()).contains("b");
        assertThat(queue.depth()).as("a waits for its done").isEqualTo(1);
        queue.done("a");
        assertThat(queue.take()).contains("a");
    }

    @Test
    @DisplayName("R1: changes during a sync cause another, one for all of them")
    void addedWhileWorkedOnRunsAgainOnce() throws InterruptedException {
        queue.add("a");
        assertThat(queue.take()).contains("a");
        queue.add("a");
        queue.add("a");
        queue.done("a");
        assertThat(drain()).containsExactly("a");
        assertThat(queue.pending()).isZero();
    }

    @Test
    @DisplayName("R1: a delayed add comes when it is due, not before")
    void delays() throws InterruptedException {
        queue.addAfter("a", SECOND);
        time.advance(SECOND.minusNanos(1));
        assertThat(queue.depth()).isZero();
        assertThat(queue.size()).isEqualTo(1);
        time.advance(Duration.ofNanos(1));
        assertThat(queue.depth()).isEqualTo(1);
        assertThat(queue.take()).contains("a");
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @Test
    void waitsForTheKeyThatIsDueFirst() throws InterruptedException {
        queue.addAfter("late", Duration.ofSeconds(30));
        queue.addAfter("early", Duration.ofSeconds(10));
        queue.addAfter("middle", Duration.ofSeconds(20));
        assertThat(drain()).containsExactly("early", "middle", "late");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void ofTwoDelaysTheEarlierCounts() throws InterruptedException {
        queue.addAfter("a", Duration.ofSeconds(5));
        queue.addAfter("a", SECOND);
        queue.addAfter("a", Duration.ofSeconds(9));
        assertThat(drain()).containsExactly("a");
        assertThat(time.elapsed()).isEqualTo(SECOND);
    }

    @Test
    void anImmediateAddTakesThePlaceOfADelayedOne() throws InterruptedException {
        queue.addAfter("a", SECOND);
        queue.add("a");
        assertThat(drain()).containsExactly("a");
        assertThat(time.elapsed()).isEqualTo(Duration.ZERO);
        assertThat(queue.pending()).isZero();
    }

    @Test
    void aDelayedAddDoesNotPutOffAnImmediateOne() throws InterruptedException {
        queue.add("a");
        queue.addAfter("a", SECOND);
        assertThat(drain()).containsExactly("a");
        assertThat(queue.pending()).isZero();
    }

    @Test
    @DisplayName("R1: a delayed add made after the key was taken runs once more, however long the work takes")
    void delayedAddDuringWork() throws InterruptedException {
        queue.add("a");
        assertThat(queue.take()).contains("a");
        queue.addAfter("a", SECOND);
        time.advance(Duration.ofSeconds(2));
        queue.add("b");
        assertThat(queue.take()).as("a is due, but still worked on").contains("b");
        queue.done("b");
        queue.done("a");
        assertThat(drain()).containsExactly("a");
    }

    @Test
    void aDelayOfNothingIsImmediate() throws InterruptedException {
        queue.addAfter("a", Duration.ZERO);
        queue.addAfter("b", SECOND.negated());
        assertThat(drain()).containsExactly("a", "b");
        assertThat(time.elapsed()).isEqualTo(Duration.ZERO);
    }

    @Test
    @DisplayName("R1: each failure in a row doubles the delay; forget begins anew; keys do not share it")
    void backsOffPerKey() throws InterruptedException {
        List<Duration> delays = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            delays.add(delayOfRetry("a"));
        }
        assertThat(delays).containsExactly(SECOND, Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(8));
        assertThat(delayOfRetry("b")).isEqualTo(SECOND);
        queue.forget("a");
        assertThat(delayOfRetry("a")).isEqualTo(SECOND);
    }

    @Test
    @DisplayName("R1: an overloaded server's Retry-After holds where it is longer than the backoff")
    void retriesNotBefore() throws InterruptedException {
        queue.retryAfter("a", Duration.ofSeconds(7));
        assertThat(drain()).containsExactly("a");
        assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(7));
        queue.retryAfter("a", SECOND);
        assertThat(drain()).containsExactly("a");
        assertThat(time.elapsed()).as("7 s and the backoff of a second failure").isEqualTo(Duration.ofSeconds(9));
    }

    @Test
    @DisplayName("R1: a change does not wait for the backoff of an earlier failure")
    void addDuringBackoff() throws InterruptedException {
        queue.retryAfter("a", Duration.ofSeconds(100));
        queue.add("a");
        assertThat(drain()).containsExactly("a");
        assertThat(time.elapsed()).isEqualTo(Duration.ZERO);
    }

    @Test
    void handsNothingOutAfterShutDown() throws InterruptedException {
        queue.add("a");
        queue.addAfter("b", SECOND);
        queue.shutDown();
        queue.add("c");
        queue.addAfter("d", SECOND);
        assertThat(queue.take()).isEmpty();
        assertThat(queue.size()).isZero();
    }

    @Test
    @DisplayName("a key that is worked on is waited for, as long as the limit allows, and no other")
    void awaitsRestUpToALimit() throws InterruptedException {
        queue.add("a");
        queue.add("b");
        assertThat(queue.take()).contains("a");

        queue.awaitRest("b", SECOND);
        assertThat(time.elapsed()).as("no worker is free for b").isZero();
        queue.awaitRest("c", SECOND);
        assertThat(time.elapsed()).as("c is not in the queue").isZero();
        queue.awaitRest("a", SECOND);
        assertThat(time.elapsed()).isEqualTo(SECOND);

        queue.done("a");
        queue.awaitRest("a", SECOND);
        assertThat(time.elapsed()).as("a is done").isEqualTo(SECOND);
    }

    private Duration delayOfRetry(String key) throws InterruptedException {
        Duration before = time.elapsed();
        queue.retry(key);
        assertThat(drain()).containsExactly(key);
        return time.elapsed().minus(before);
    }

    /** Takes and ends work until nothing is left, waiting for what is delayed. */
    private List<String> drain() throws InterruptedException {
        List<String> taken = new ArrayList<>();
        while (queue.size() > 0) {
            String key = queue.take().orElseThrow();
            taken.add(key);
            queue.done(key);
        }
        return taken;
    }

    @Test
    @DisplayName("figures tell what waits, what is delayed, and for how long the rest has been worked on")
    void figures() throws InterruptedException {
        queue.add("a");
        queue.add("a");
        queue.addAfter("b", Duration.ofSeconds(5));
        queue.add("c");
        assertThat(queue.take()).contains("a");
        time.advance(Duration.ofSeconds(1));
        assertThat(queue.take()).contains("c");
        queue.add("c");
        queue.retry("a");
        time.advance(Duration.ofMillis(500));
        QueueFigures figures = queue.figures();
        assertThat(figures.depth()).isEqualTo(1);
        assertThat(figures.delayed()).isEqualTo(2);
        assertThat(figures.unfinished()).isEqualTo(Duration.ofSeconds(2));
        assertThat(figures.longestRunning()).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    @DisplayName("a listener hears each key once as it becomes ready, with the time that it waited and was worked on")
    void listener() throws InterruptedException {
        List<String> heard = new ArrayList<>();
        WorkQueue<String> watched = new WorkQueue<>(time, Backoff.DEFAULT, new Ear(heard));
        watched.add("a");
        watched.add("a");
        time.advance(Duration.ofSeconds(2));
        assertThat(watched.take()).contains("a");
        watched.add("a");
        watched.add("a");
        time.advance(Duration.ofSeconds(3));
        watched.done("a");
        time.advance(Duration.ofSeconds(1));
        assertThat(watched.take()).contains("a");
        watched.retry("a");
        watched.done("a");
        assertThat(watched.take()).contains("a");
        assertThat(heard)
                .containsExactly(
                        "added",
                        "taken after 2 s",
                        "added",
                        "done after 3 s",
                        "taken after 4 s",
                        "retried",
                        "done after 0 s",
                        "added",
                        "taken after 0 s");
    }

    private record Ear(List<String> heard) implements QueueListener {
        @Override
        public void added() {
            heard.add("added");
        }

        @Override
        public void retried() {
            heard.add("retried");
        }

        @Override
        public void taken(Duration waited) {
            heard.add("taken after " + waited.toSeconds() + " s");
        }

        @Override
        public void done(Duration worked) {
            heard.add("done after " + worked.toSeconds() + " s");
        }
    }
}
