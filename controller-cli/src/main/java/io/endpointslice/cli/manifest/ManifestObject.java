package io.endpointslice.cli.manifest;

import tools.jackson.databind.node.ObjectNode;

/**
 * One object of a manifest.
 *
 * @param apiVersion empty if unset
 * @param kind never empty
 * @param raw as it came, unknown fields included
 */
record ManifestObject(Place place, String apiVersion, String kind, ObjectNode raw) {}
