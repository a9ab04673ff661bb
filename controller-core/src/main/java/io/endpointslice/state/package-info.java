/** What the informers have shown, indexed so that an event costs what it changes: selector to Services, Pod to Services, Service to Pods and slices, Node to Pods; trigger times; writes that the informers have not shown yet (R2). */
@NullMarked
package io.endpointslice.state;

import org.jspecify.annotations.NullMarked;
