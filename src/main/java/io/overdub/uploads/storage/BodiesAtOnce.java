package io.overdub.uploads.storage;

import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Bodies are sent without asking first: the HTTP client of the JDK waits five seconds for a 100 Continue that a store does not say, and
 * takes a refusal that comes instead for a broken connection. Public because the SDK makes it, by its name in {@code
 * quarkus.s3.interceptors}.
 */
public final class BodiesAtOnce implements ExecutionInterceptor {

    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().removeHeader("Expect").build();
    }
}
