package io.endpointslice.plan;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import io.endpointslice.hints.RehintSearch;
import io.endpointslice.hints.ZoneAllocation;
import io.endpointslice.hints.ZoneAssignment;
import io.endpointslice.model.Endpoint;
import io.endpointslice.model.EndpointIdentity;
import io.endpointslice.model.Hints;
import io.endpointslice.model.Slice;
import io.endpointslice.model.ZoneHints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hints by topology: a matter of all endpoints of an address type together, so they are chosen when it is known which slices
 * are written (H2, H3). The endpoints of the others keep theirs.
 */
record ZoneHintPlan(ZoneAllocation allocation) implements HintPlan {
    @Override
    public boolean areWrong(Endpoint desired, Endpoint published) {
        return desired.conditions().isReady() && !allocation.allows(published.hints());
    }

    @Override
    public Endpoint asDesired(Endpoint published) {
        return published.withHints(Hints.NONE);
    }

    @Override
    public Rehinted rehint(ImmutableList<GroupPlan> groups, int gone, int cap) {
        List<Slice> unforced = new ArrayList<>();
        List<RehintSearch.Candidate> candidates = new ArrayList<>();
        for (int group = 0; group < groups.size(); group++) {
            for (Slice slice : groups.get(group).unforced()) {
                unforced.add(slice);
                candidates.add(new RehintSearch.Candidate(
                        allocation.count(slice.endpoints()), slice.endpoints().size(), group));
            }
        }
        RehintSearch.Result result = RehintSearch.search(allocation, candidates, HintPlan.writes(groups, gone, cap));
        ImmutableSet<String> chosen =
                result.chosen().stream().mapToObj(i -> unforced.get(i).name()).collect(toImmutableSet());
        return new Rehinted(
                groups.stream().map(group -> group.rehinting(chosen)).collect(toImmutableList()), result.least());
    }

    @Override
    public Hinted hint(ImmutableList<SliceWrite> writes, List<Slice> existing) {
        ImmutableSet<String> written =
                writes.stream().map(write -> write.slice().name()).collect(toImmutableSet());
        Stream<Slice> kept = existing.stream().filter(slice -> !written.contains(slice.name()));
        Stream<Slice> after = writes.stream().flatMap(write -> write.left().stream());
        ZoneAssignment.Result assigned =
                ZoneAssignment.assign(allocation, allocation.count(ready(kept)), ready(after), published(writes));
        return new Hinted(
                writes.stream().map(write -> with(write, assigned.hints())).collect(toImmutableList()),
                Optional.of(new ZoneHints.Given(assigned.counts())));
    }

    private static ImmutableList<Endpoint> ready(Stream<Slice> slices) {
        return slices.flatMap(slice -> slice.endpoints().stream())
                .filter(endpoint -> endpoint.conditions().isReady())
                .collect(toImmutableList());
    }

    /** The hints that the endpoints of written slices have as they stand: what moves comes from such a slice too. */
    private static Map<EndpointIdentity, Hints> published(List<SliceWrite> writes) {
        Map<EndpointIdentity, Hints> published = new HashMap<>();
        for (SliceWrite write : writes) {
            write.standing().stream()
                    .flatMap(slice -> slice.endpoints().stream())
                    .forEach(endpoint -> published.put(endpoint.identity(), endpoint.hints()));
        }
        return published;
    }

    private static SliceWrite with(SliceWrite write, Map<EndpointIdentity, Hints> hints) {
        if (write instanceof SliceWrite.Create create) {
            return new SliceWrite.Create(with(create.slice(), hints), create.reasons());
        } else if (write instanceof SliceWrite.Update update) {
            return new SliceWrite.Update(update.before(), with(update.slice(), hints), update.reasons());
        }
        return write;
    }

    private static Slice with(Slice slice, Map<EndpointIdentity, Hints> hints) {
        ImmutableList<Endpoint> endpoints = slice.endpoints().stream()
                .map(endpoint -> endpoint.withHints(hints.getOrDefault(endpoint.identity(), Hints.NONE)))
                .collect(toImmutableList());
        return new Slice(slice.meta(), slice.addressType(), slice.ports(), endpoints);
    }
}
