@NullMarked
package io.endpointslice.config;

import org.jspecify.annotations.NullMarked;
