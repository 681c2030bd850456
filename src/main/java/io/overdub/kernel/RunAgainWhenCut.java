package io.overdub.kernel;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

/**
 * Does a unit of work again whose connection was cut before it could commit; nobody notices. Just outside of what begins the transaction,
 * and only where one begins: within somebody else's the whole has to be done again. A cut while it commits leaves open what happened,
 * and is told: those who have a key for that, or do what may be done twice, come again.
 */
@Transactional
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 199)
class RunAgainWhenCut {

    @AroundInvoke
    @Nullable Object run(InvocationContext unit) throws Exception {
        return QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION
                ? Cut.repeating(Cut::leftNothing, unit::proceed)
                : unit.proceed();
    }
}
