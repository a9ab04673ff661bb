package io.endpointslice.mapping;

import io.endpointslice.model.PodKey;

/** Something in the input that keeps an endpoint or a label out of the result. */
public sealed interface MappingNote {
    /** One line for people: what is left out and why. */
    String message();

    /** Whether the sync counts as failed and is to be tried again, although the rest is written. */
    boolean failsSync();

    /** Something of one Pod that is left out. */
    sealed interface OfPod extends MappingNote {
        PodKey pod();
    }

    /** The Pod's Node does not exist (E7). */
    record MissingNode(PodKey pod, String nodeName) implements OfPod {
        @Override
        public String message() {
            return nodeName.isEmpty()
                    ? "Pod " + pod + " is left out: it has an IP but no node"
                    : "Pod " + pod + " is left out: its node " + nodeName + " does not exist";
        }

        @Override
        public boolean failsSync() {
            return true;
        }
    }

    /** A Pod's address is not an IP; it is left out (Q8). */
    record UnparsableAddress(PodKey pod, String address) implements OfPod {
        @Override
        public String message() {
            return "Pod " + pod + ": address '" + address + "' is left out: it is not an IP address";
        }

        @Override
        public boolean failsSync() {
            return false;
        }
    }

    /** The Service's trafficDistribution is none that this controller knows; no hints are given for it (H1). */
    record UnknownTrafficDistribution(String value) implements MappingNote {
        @Override
        public String message() {
            return "trafficDistribution '" + value
                    + "' is ignored: it is none of PreferClose, PreferSameZone, PreferSameNode";
        }

        @Override
        public boolean failsSync() {
            return false;
        }
    }

    /** The Service carries a label that is reserved for slices; it is not copied (E10). */
    record ReservedLabel(String key) implements MappingNote {
        @Override
        public String message() {
            return "label " + key + " of the Service is not copied to its slices: the key is reserved";
        }

        @Override
        public boolean failsSync() {
            return false;
        }
    }
}
