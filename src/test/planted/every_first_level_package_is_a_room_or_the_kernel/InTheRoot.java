// red: io.overdub.InTheRoot
package io.overdub;

class InTheRoot {
    io.overdub.kernel.Ids ids;
}
