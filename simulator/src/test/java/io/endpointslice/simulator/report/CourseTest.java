package io.endpointslice.simulator.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import io.endpointslice.simulator.report.Course.Change;
import io.endpointslice.simulator.report.Course.Sample;
import io.endpointslice.simulator.report.Course.Sum;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is seen of a run at chosen times. */
class CourseTest {
    private static final Course COURSE = new Course(
            ImmutableList.of(new Sum(0, 0), new Sum(1, 2), new Sum(2, 2), new Sum(3, 5)),
            ImmutableList.of(
                    new Change(0, 0, 10),
                    new Change(0, 1, 4),
                    new Change(1, 0, 9),
                    new Change(1, 2, 1),
                    new Change(3, 1, Course.FREE),
                    new Change(3, 1, 7)));

    @DisplayName("a row holds what it held until it changes; before its first slice and after its last it has none")
    @Test
    void everyTime() {
        assertThat(COURSE.at(ImmutableLongArray.of(0, 1, 2, 3)))
                .isEqualTo(new Sample(
                        ImmutableIntArray.of(0, 2, 2, 5),
                        ImmutableList.of(
                                ImmutableIntArray.of(10, 9, 9, 9),
                                ImmutableIntArray.of(4, 4, 4, 7),
                                ImmutableIntArray.of(-1, 1, 1, 1))));
    }

    @DisplayName("syncs that are left out leave no trace but their sums")
    @Test
    void someTimes() {
        assertThat(COURSE.at(ImmutableLongArray.of(0, 3)))
                .isEqualTo(new Sample(
                        ImmutableIntArray.of(0, 5),
                        ImmutableList.of(
                                ImmutableIntArray.of(10, 9), ImmutableIntArray.of(4, 7), ImmutableIntArray.of(-1, 1))));
    }

    @DisplayName("after the end everything is as it was in the end")
    @Test
    void after() {
        assertThat(COURSE.at(ImmutableLongArray.of(1_000)))
                .isEqualTo(new Sample(
                        ImmutableIntArray.of(5),
                        ImmutableList.of(ImmutableIntArray.of(9), ImmutableIntArray.of(7), ImmutableIntArray.of(1))));
    }
}
