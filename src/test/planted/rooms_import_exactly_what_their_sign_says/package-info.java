// red: nothing in stale imports accounts any more
@io.overdub.kernel.AppModule(uses = {"accounts"})
package io.overdub.stale;
