package io.overdub.search.index;

import io.overdub.kernel.EngineAway;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** Lets the engine of search be away, for all who ask. */
@Singleton
public class Plug {

    private volatile boolean pulled;

    public void pull() {
        pulled = true;
    }

    public void plugIn() {
        pulled = false;
    }

    SearchIndex before(SearchIndex index) {
        return (SearchIndex) Proxy.newProxyInstance(
                SearchIndex.class.getClassLoader(), new Class<?>[] {SearchIndex.class}, (proxy, method, arguments) -> {
                    if (pulled) {
                        throw new EngineAway("The index of this test");
                    }
                    try {
                        return method.invoke(index, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }
}
