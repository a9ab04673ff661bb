package io.endpointslice.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how many of the runs are done, if somebody is there to see it. */
interface RunProgress extends AutoCloseable {
    /** Shows nothing. */
    RunProgress HIDDEN = new RunProgress() {
        @Override
        public void ran() {
            // nobody looks
        }

        @Override
        public void close() {
            // nothing is drawn
        }
    };

    /** One more is done. Any thread may say so. */
    void ran();

    /** Takes away what is drawn. */
    @Override
    void close();

    /** A bar on standard error, which is a terminal. */
    static RunProgress shown(int runs) {
        return new Bar(System.err, Terminal.errorWidth(), Terminal.shows("█"), runs);
    }

    /** One line that is drawn again and again. */
    final class Bar implements RunProgress {
        private static final int DRAW_EVERY_MILLIS = 200;

        private final PrintStream stream;
        private final int width;
        private final ProgressBar bar;

        /**
         * A bar on that stream.
         *
         * @param width the characters of a line; the last one stays free, after which some terminals begin a new line
         * @param unicode whether block elements can be shown
         */
        Bar(PrintStream stream, int width, boolean unicode, int runs) {
            this.stream = stream;
            this.width = width - 1;
            bar = ProgressBar.builder()
                    .setTaskName("simulate")
                    .setInitialMax(runs)
                    .setStyle(unicode ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(DRAW_EVERY_MILLIS)
                    .setConsumer(new DelegatingProgressBarConsumer(this::draw, this.width))
                    .build();
        }

        private void draw(String line) {
            stream.print("\r" + line);
            stream.flush();
        }

        @Override
        public void ran() {
            bar.step();
        }

        @Override
        public void close() {
            bar.close();
            // not left to the library, which forgets it if it has drawn nothing before
            draw(" ".repeat(width) + "\r");
        }
    }
}
