package io.overdub.analytics;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Kills workers as a kill -9 does, at a call of an engine, before it was made or after: nothing of what they would have done then is done.
 * Who comes after them, and when, is for the test to say.
 */
final class Death {

    /** @param made whether the call was, of which nobody knows any more */
    record Blow(Class<?> engine, String call, boolean made) {

        static Blow before(Class<?> engine, String call) {
            return new Blow(engine, call, false);
        }

        static Blow after(Class<?> engine, String call) {
            return new Blow(engine, call, true);
        }
    }

    static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1;
    }

    private final Deque<Blow> blows;
    private boolean lurks;

    Death(List<Blow> blows) {
        this.blows = new ArrayDeque<>(blows);
    }

    /** The next blow falls at the next such call. */
    void lurk() {
        lurks = true;
    }

    /** How many blows have not fallen yet. */
    int left() {
        return blows.size();
    }

    /** The same engine, for those who are to be killed. */
    <E> E over(Class<E> engine, E real) {
        return engine.cast(Proxy.newProxyInstance(
                engine.getClassLoader(), new Class<?>[] {engine}, (self, call, arguments) -> {
                    strike(new Blow(engine, call.getName(), false));
                    var answer = made(call, real, arguments);
                    strike(new Blow(engine, call.getName(), true));
                    return answer;
                }));
    }

    private static Object made(Method call, Object real, Object[] arguments) throws Throwable {
        try {
            return call.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private void strike(Blow now) {
        if (lurks && now.equals(blows.peek())) {
            lurks = false;
            blows.remove();
            throw new Killed();
        }
    }
}
