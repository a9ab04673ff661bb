/**
 * The slices that mirror a hand-written Endpoints object: rules M. Subsets are repacked as {@code legacy} does it (L3), each becomes
 * one slice per address type, and the slices that stand are changed with as few writes as can be. Pure.
 */
@NullMarked
package io.endpointslice.mirroring;

import org.jspecify.annotations.NullMarked;
