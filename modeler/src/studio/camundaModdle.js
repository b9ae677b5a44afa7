/** What a drawing keeps beside BPMN: the named values of a step, which nothing evaluates. */
export const CAMUNDA = {
  name: 'Camunda',
  prefix: 'camunda',
  uri: 'http://camunda.org/schema/1.0/bpmn',
  xml: { tagAlias: 'lowerCase' },
  associations: [],
  types: [
    {
      name: 'Properties',
      superClass: ['Element'],
      properties: [{ name: 'values', type: 'Property', isMany: true }]
    },
    {
      name: 'Property',
      superClass: ['Element'],
      properties: [
        { name: 'id', type: 'String', isAttr: true },
        { name: 'name', type: 'String', isAttr: true },
        { name: 'value', type: 'String', isAttr: true }
      ]
    }
  ]
};
