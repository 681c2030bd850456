// red: floating stands on no level
@io.overdub.kernel.AppModule
package io.overdub.floating;
