package io.endpointslice.state;

import io.endpointslice.model.ServiceKey;

/** Hears of objects that are not as the controller left them. */
interface EditListener {
    /** Nobody has to know. */
    EditListener NONE = new EditListener() {
        @Override
        public void edited(ServiceKey service, ObjectKey object) {}

        @Override
        public void ownEdit(ServiceKey service, ObjectKey object) {}
    };

    /** An object of the Service is not as the controller left it, or is gone. */
    void edited(ServiceKey service, ObjectKey object);

    /** The last edit of that object turns out to be the controller's own: the informer was faster than the answer. */
    void ownEdit(ServiceKey service, ObjectKey object);
}
