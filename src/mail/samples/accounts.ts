import type { ActivationData } from '../templates/activation.ts'

export const ACTIVATION: Omit<ActivationData, 'organisation'> = {
  firstName: 'Zoë',
  userName: 'zoe.de-vries@ouders.example',
  portal: 'https://portaal.example',
  link: 'https://portaal.example/activeren#gBq7Yx0vJm3ZkT1sWc9LdR5hUe2NfPaO4iKjVrXwz6M',
  isNewLink: false,
  validUntil: '2026-03-16T10:15:42',
  locationPhone: '0318 12 34 56',
}
