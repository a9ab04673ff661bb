@NullMarked
package io.endpointslice.cli.demo;

import org.jspecify.annotations.NullMarked;
