package org.minori.scenarios.authoring;

/** What publishing needs of the process engine; the engine's side of the module brings it. */
public interface Deployments {

    /**
     * Deploys a compiled model in the running transaction.
     *
     * @return the id of the process definition it became
     */
    String deploy(String key, int version, String executableXml);

    /** Forgets a process definition that was never run, in the running transaction. */
    void undeploy(String processDefinitionId);
}
