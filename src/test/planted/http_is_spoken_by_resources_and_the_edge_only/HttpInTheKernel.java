// red: io.overdub.kernel.HttpInTheKernel.answer
package io.overdub.kernel;

class HttpInTheKernel {
    jakarta.ws.rs.core.Response answer;
}
