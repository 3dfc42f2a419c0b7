package qingshan.gateway.embedded;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.hyperledger.fabric.contract.Context;
import org.hyperledger.fabric.contract.ContractInterface;
import org.hyperledger.fabric.contract.annotation.Contract;
import org.hyperledger.fabric.contract.annotation.Transaction;
import org.hyperledger.fabric.shim.ChaincodeException;
import org.hyperledger.fabric.shim.ChaincodeStub;

/**
 * The transactions of some contracts, called directly. Fabric's own router finds contracts by scanning the whole class
 * path, which takes seconds; tests run every command through it too.
 */
final class Contracts {

    private record Route(ContractInterface contract, MethodHandle method) {}

    private final Map<String, Route> routes = new HashMap<>();

    Contracts(List<ContractInterface> contracts) {
        for (ContractInterface contract : contracts) {
            Class<?> type = contract.getClass();
            Contract annotation = type.getAnnotation(Contract.class);
            if (annotation == null) {
                throw new IllegalArgumentException(type.getName() + " is no @Contract");
            }
            String name = annotation.name().isEmpty() ? type.getSimpleName() : annotation.name();
            for (Method method : type.getMethods()) {
                Transaction transaction = method.getAnnotation(Transaction.class);
                if (transaction != null) {
                    String called = transaction.name().isEmpty() ? method.getName() : transaction.name();
                    if (routes.put(name + ":" + called, new Route(contract, handle(contract, method))) != null) {
                        throw new IllegalArgumentException("two transactions " + name + ":" + called);
                    }
                }
            }
        }
    }

    private static MethodHandle handle(ContractInterface contract, Method method) {
        try {
            return MethodHandles.publicLookup()
                    .unreflect(method)
                    .bindTo(contract)
                    .asType(MethodType.methodType(String.class, Context.class, String.class));
        } catch (IllegalAccessException | RuntimeException e) {
            throw new IllegalArgumentException(method + " is no public transaction of one String, giving a String", e);
        }
    }

    /**
     * Calls the transaction that the stub's function names.
     *
     * @throws ChaincodeException if the contract refuses
     */
    @SuppressWarnings("CheckReturnValue")
    String invoke(ChaincodeStub stub) {
        Route route = routes.get(stub.getFunction());
        if (route == null) {
            throw new ChaincodeException("Undefined contract method called");
        }
        Context context = route.contract.createContext(stub);
        route.contract.beforeTransaction(context);
        String result;
        try {
            result = (String)
                    route.method.invokeExact(context, stub.getParameters().getFirst());
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("a transaction must not throw checked exceptions", e);
        }
        route.contract.afterTransaction(context, result);
        return result;
    }
}
