package io.overdub.edge;

import io.overdub.kernel.Refusal;
import java.util.List;

/**
 * What every failed request is answered with (RFC 9457, {@code application/problem+json}).
 *
 * @param code what clients switch on: snake_case, never changed once released
 * @param detail for people, never parsed
 * @param traceId the request id, by which the log tells the rest
 * @param faults what is wrong with which field; empty when no field is to blame
 */
record Problem(
        String type, String title, int status, String detail, String code, String traceId, List<Refusal.Fault> faults) {

    static final String MEDIA_TYPE = "application/problem+json";
}
