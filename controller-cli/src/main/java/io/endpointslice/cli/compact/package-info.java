/**
 * Slices of quiet Services merged from outside: what that would write and save, as text, and the steps of it, each looked at again
 * before. Uses no client and does no IO: who looks and who writes is handed in.
 */
@NullMarked
package io.endpointslice.cli.compact;

import org.jspecify.annotations.NullMarked;
