package io.overdub.kernel.tracing;

import io.overdub.kernel.Traces;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * A step of the trace for each call of a service of Amazon, all its tries together: which operation of which service, and how it
 * ended. Public because the SDK makes it for every client, by its name in
 * {@code software/amazon/awssdk/global/handlers/execution.interceptors}.
 */
public final class AwsCalls implements ExecutionInterceptor {

    private static final ExecutionAttribute<Traces.Step> STEP = new ExecutionAttribute<>(AwsCalls.class.getName());

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes call) {
        if (Traces.isOn()) {
            var service = call.getAttribute(SdkExecutionAttribute.SERVICE_NAME);
            var operation = call.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
            var step = Traces.call(service + "." + operation);
            step.fact("rpc.system", "aws-api");
            step.fact("rpc.service", service);
            step.fact("rpc.method", operation);
            call.putAttribute(STEP, step);
        }
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes call) {
        var step = call.getAttribute(STEP);
        if (step != null) {
            step.end();
        }
    }

    @Override
    public void onExecutionFailure(Context.FailedExecution context, ExecutionAttributes call) {
        var step = call.getAttribute(STEP);
        if (step != null) {
            step.failed(context.exception());
            step.end();
        }
    }
}
