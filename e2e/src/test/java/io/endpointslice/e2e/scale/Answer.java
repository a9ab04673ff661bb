package io.endpointslice.e2e.scale;

/** The answer to a request. */
record Answer(int code, String json) {
    /** A Status that says why not. */
    static Answer refusal(int code, String reason) {
        return new Answer(code, """
                {"kind":"Status","apiVersion":"v1","metadata":{},"status":"Failure","message":"refused by the stand-in: %1$s","reason":"%1$s","code":%2$d}""".formatted(reason, code));
    }
}
