package io.endpointslice.state;

import io.endpointslice.model.Metadata;
import io.endpointslice.model.ServiceKey;

/** What we did last to one object, against which the informer's view is judged (R2). */
sealed interface Expectation {
    /** The Service whose sync wrote. */
    ServiceKey service();

    /** How the object that the informer shows under the name stands to this. */
    Standing standing(Metadata shown);

    /**
     * We created or updated it.
     *
     * @param generation 0 if unknown
     */
    record Stored(ServiceKey service, String uid, long generation, String resourceVersion) implements Expectation {
        static Stored of(ServiceKey service, Metadata stored) {
            return new Stored(service, stored.uid(), stored.generation(), stored.resourceVersion());
        }

        /**
         * Generations decide where both are known; they stand still when only metadata changes, and begin anew in
         * another object of the same name, so then the resourceVersions do.
         */
        @Override
        public Standing standing(Metadata shown) {
            long shownGeneration = shown.generation();
            boolean comparable = generation > 0 && shownGeneration > 0 && uid.equals(shown.uid());
            int order = comparable ? Long.compare(shownGeneration, generation) : 0;
            if (order == 0) {
                order = ResourceVersions.compare(shown.resourceVersion(), resourceVersion);
            }
            if (order < 0) {
                return Standing.BEHIND;
            }
            return order == 0 ? Standing.OURS : Standing.FOREIGN;
        }
    }

    /** We deleted the object of that uid. */
    record Removed(ServiceKey service, String uid) implements Expectation {
        /** An object that finalizers hold back counts as gone: nothing looks at it any more (E14). */
        @Override
        public Standing standing(Metadata shown) {
            if (!uid.equals(shown.uid())) {
                return Standing.FOREIGN;
            }
            return shown.deleting() ? Standing.OURS : Standing.BEHIND;
        }
    }
}
