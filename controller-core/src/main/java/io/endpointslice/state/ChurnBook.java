package io.endpointslice.state;

import io.endpointslice.churn.ChurnHistory;
import io.endpointslice.churn.ChurnTable;
import io.endpointslice.churn.Rewrite;
import io.endpointslice.model.ServiceKey;
import java.util.HashMap;
import java.util.Map;

/** What is remembered of the churn of each Service whose slices have been synced. */
final class ChurnBook {
    private final Map<ServiceKey, ChurnTable> tables = new HashMap<>();

    /** For one sync: it does not change until that sync, or the Service's end, is told. */
    ChurnHistory look(ServiceKey service) {
        ChurnTable table = tables.get(service);
        return table == null ? ChurnHistory.NONE : table;
    }

    /** A sync of the Service has made all its writes. */
    void committed(ServiceKey service, Rewrite rewrite) {
        if (rewrite.writes() > 0) {
            tables.computeIfAbsent(service, key -> new ChurnTable()).record(rewrite);
        }
    }

    /** Drops all that is kept for the Service (E1). */
    void drop(ServiceKey service) {
        tables.remove(service);
    }
}
