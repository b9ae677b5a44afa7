package org.minori.scenarios.engine;

import org.camunda.bpm.engine.RepositoryService;
import org.minori.scenarios.authoring.Deployments;
import org.springframework.stereotype.Service;

/** Gives compiled models to the engine, which the {@link DeploymentGate} looks at once more. */
@Service
class EngineDeployments implements Deployments {

    private final RepositoryService repository;

    EngineDeployments(RepositoryService repository) {
        this.repository = repository;
    }

    @Override
    public String deploy(String key, int version, String executableXml) {
        var definitions = repository
                .createDeployment()
                .name(key + ":" + version)
                .source("minori")
                .addString(key + ".bpmn", executableXml)
                .deployWithResult()
                .getDeployedProcessDefinitions();
        if (definitions == null || definitions.size() != 1) {
            throw new IllegalArgumentException("Scenario " + key + " must be exactly one process");
        }
        return definitions.get(0).getId();
    }

    @Override
    public void undeploy(String processDefinitionId) {
        repository.deleteProcessDefinition(processDefinitionId);
    }
}
